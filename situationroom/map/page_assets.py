"""A folium page in one file: every script, style and picture stands in it, under one nonce."""

import re
from base64 import b64encode
from collections.abc import Iterable
from typing import Any, Final

from branca.element import Element
from folium.elements import JSCSSMixin

from situationroom.settings import resource

SCRIPTS: Final = ("leaflet.js", "leaflet.markercluster.js", "briefing.js")
STYLES: Final = ("leaflet.css", "MarkerCluster.css", "briefing.css")
KNOWN: Final = {
    "leaflet": (),
    "leaflet_css": (),
    "markerclusterjs": (),
    "markerclustercss": (),
    "markerclusterdefaultcss": (),
    # Nothing on our pages uses these; folium asks for them with every map.
    "jquery": (),
    "bootstrap": (),
    "bootstrap_css": (),
    "awesome_markers": (),
    "awesome_markers_css": (),
    "awesome_markers_font_css": (),
    "awesome_rotate_css": (),
    "glyphicons_css": (),
}
"""What folium may ask for by name: it stands in the page already, or is not needed."""
_PICTURE: Final = re.compile(r"url\((images/[\w.-]+)\)")
_MAP_OF_SOURCE: Final = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_OPENS: Final = re.compile(r"<(script|style)(?=[\s>])")


class Inlined(JSCSSMixin):
    """Stands before a folium class: it links nothing, and a name it does not know is an error."""

    def render(self, **more: Any) -> Any:
        """Render without a link. Raises ValueError for an asset that is not with us."""
        for name, _url in (*self.default_js, *self.default_css):
            if name not in KNOWN:
                raise ValueError(f"the page has no asset called {name}")
        self.default_js, self.default_css = [], []
        return super().render(**more)  # type: ignore[no-untyped-call]


def head(data: str) -> Iterable[tuple[str, Element]]:
    """What stands in the head: styles, the page's data as JSON without a '<', scripts."""
    for name in STYLES:
        yield name, Raw(f"<style>{_style(name)}</style>")
    yield "data", Raw(f'<script type="application/json" id="situation-data">{data}</script>')
    for name in SCRIPTS:
        yield name, Raw(f"<script>{_script(name)}</script>")


def under_nonce(html: str, nonce: str) -> str:
    """The page with a policy that lets only its own scripts and styles run, and nothing load.

    ``html`` must have been made so that no text in it opens a tag.
    """
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    marked = _OPENS.sub(rf'<\1 nonce="{nonce}"', html)
    return marked.replace("<head>", f"<head>\n{meta}", 1)


class Raw(Element):
    """HTML that is rendered as it stands; a template would read braces in it as its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._html = html

    def render(self, **_more: Any) -> str:
        """The HTML."""
        return self._html


def _script(name: str) -> str:
    text = resource(f"page/{name}").read_text(encoding="utf-8")
    return _MAP_OF_SOURCE.sub("", text)


def _style(name: str) -> str:
    text = resource(f"page/{name}").read_text(encoding="utf-8")
    text = text.replace("behavior: url(#default#VML);", "")
    return _PICTURE.sub(lambda match: f"url({_picture(match[1])})", text)


def _picture(name: str) -> str:
    data = b64encode(resource(f"page/{name}").read_bytes()).decode("ascii")
    return f"data:image/png;base64,{data}"
