"""What QGIS makes of files: run with the Python that QGIS belongs to, ``python3 qgis_reads.py FOLDER FILE...``.

Prints one JSON object a layer: rows, kind of geometry, projection, how it is drawn. Draws all of them into FOLDER/qgis.png.
"""

import json
import os
import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProviderRegistry,
    QgsRenderContext,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def layers(path):
    """Every layer of a file, as QGIS opens it when it is dragged in; tables of QGIS's own left out."""
    parts = QgsProviderRegistry.instance().querySublayers(str(path))
    names = [part.name() for part in parts if part.name() != "layer_styles"]
    for name in names:
        address = f"{path}|layername={name}" if len(names) > 1 or path.suffix == ".gpkg" else str(path)
        yield QgsVectorLayer(address, name, "ogr")


def told(layer):
    renderer = layer.renderer()
    symbols = renderer.symbols(QgsRenderContext()) if renderer else []
    return {
        "layer": layer.name(),
        "valid": layer.isValid(),
        "rows": layer.featureCount(),
        "kind": QgsWkbTypes.displayString(layer.wkbType()),
        "crs": layer.crs().authid(),
        "renderer": renderer.type() if renderer else None,
        "drawn_with": sorted({part.layerType() for symbol in symbols for part in symbol.symbolLayers()}),
        "labels": layer.labelsEnabled(),
        "broken": sum(
            not feature.geometry().isGeosValid() for feature in layer.getFeatures() if feature.hasGeometry()
        ),
        "fields": [field.name() for field in layer.fields()],
        "first": [str(value) for value in next(layer.getFeatures()).attributes()],
        "abstract": layer.metadata().abstract(),
    }


def draw(found, path):
    settings = QgsMapSettings()
    settings.setLayers(list(reversed(found)))
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(700, 900))
    settings.setDestinationCrs(found[0].crs())
    extent = found[0].extent()
    extent.scale(1.1)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(str(path))


def main(folder, *files):
    application = QgsApplication([], False)
    application.initQgis()
    found = [layer for name in files for layer in layers(Path(name))]
    for layer in found:
        print(json.dumps(told(layer)))  # noqa: T201 - read by the test
    draw([layer for layer in found if layer.isSpatial()], Path(folder, "qgis.png"))
    sys.stdout.flush()
    os._exit(0)  # taken down in order, some versions of QGIS crash


main(*sys.argv[1:])
