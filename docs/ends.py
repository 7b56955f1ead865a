"""Draw ``ends.png``, what round and cut ends of a zone look like: ``python docs/ends.py`` (needs matplotlib, Pillow)."""

from pathlib import Path

import matplotlib as mpl
import shapely

import buffermap as bm
from buffermap.show.pictures import INK, small_multiples


def main() -> None:
    """Write the picture beside this file."""
    mpl.use("Agg")
    from matplotlib.collections import LineCollection
    from PIL import Image

    stretch = bm.border("RU-UA", along="Sumy")
    zones = [bm.zone(stretch, depth="40 km", ends=ends) for ends in ("round", "cut")]
    names = ['ends="round": within 40 km of the stretch', 'ends="cut": without what lies nearer to the rest']
    axes = small_multiples(zones, names=names)
    for ax in axes:
        rest = [shapely.get_coordinates(part) for part in shapely.get_parts(stretch.rest)]
        ax.add_collection(LineCollection(rest, colors=INK, linewidths=0.7, linestyles=":"))
    path = Path(__file__).with_name("ends.png")
    axes[0].figure.savefig(path, dpi=120)
    Image.open(path).convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(path, optimize=True)


if __name__ == "__main__":
    main()
