"""Comments and blanks go, meaning stays."""

import shutil
import subprocess

import pytest

from buffermap.page import squeeze

TRICKY = [
    "const a = \"two  blanks // no comment\"; // gone\nconst b = 'it\\'s /* kept */';",
    "const c = `a  ${ d ? `${ e } /* kept */ }` : { f: 1 } . f }  z`; /* gone */",
    'const g = / [/] "  / .test(h) || i / j / k;',
    "const l = m + +n - -o + p++ + ++q;",
    "if (r) return / {2}`/ .exec(s)\nelse t = [ ...u ].map((v) => ({ w: v ?? .5 }));",
]


@pytest.mark.parametrize(
    ("source", "short"),
    list(
        zip(
            TRICKY,
            [
                "const a=\"two  blanks // no comment\";const b='it\\'s /* kept */';",
                "const c=`a  ${ d?`${ e } /* kept */ }`:{f:1}.f }  z`;",
                'const g=/ [/] "  /.test(h)||i / j / k;',
                "const l=m + +n - -o+p++ + ++q;",
                "if(r)return / {2}`/.exec(s)\nelse t=[...u].map((v)=>({w:v??.5}));",
            ],
            strict=True,
        )
    ),
)
def test_a_script_loses_only_what_no_engine_reads(source: str, short: str) -> None:
    assert squeeze.script(source) == short


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
@pytest.mark.parametrize("source", TRICKY)
def test_what_is_left_is_still_a_script(source: str) -> None:
    body = f"(async function f(){{{squeeze.script(source)}}})"
    done = subprocess.run(["node", "--check", "-"], input=body, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_style_sheet_keeps_its_selectors_and_values() -> None:
    sheet = '/* x */\n.a :hover > b { color: red; margin: 0 1px ; }\n@media (max-width: 9px) { .c::before { content: "a: b"; } }'
    short = squeeze.style(sheet)
    assert ".a :hover > b{color:red;margin:0 1px}" in short
    assert '@media (max-width: 9px){.c::before{content:"a: b"' in short
    assert "/*" not in short
