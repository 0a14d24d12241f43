"""The images of the pages that a text was read from (TEI Guidelines, 12.1): each a surface, to which its pb points."""

from lxml import etree

from teiwright.article import Article
from teiwright.encoding.elements import element, iri
from teiwright.xmltools import XML_ID


def surfaces(article: Article) -> dict[str, str]:
    """Return the xml:id of the surface of each image, by the image's name."""
    names = dict.fromkeys(image.name for image in article.images)
    return {name: f"facs-{number}" for number, name in enumerate(names, start=1)}


def facsimile(article: Article) -> etree._Element:
    """Return the facsimile element: for each image its name, and its size in pixels where it is known."""
    holder = element("facsimile")
    sizes = {image.name: (image.width, image.height) for image in article.images}
    for name, identifier in surfaces(article).items():
        width, height = sizes[name]
        is_known = width > 0 and height > 0
        corners = {"ulx": "0", "uly": "0", "lrx": str(width), "lry": str(height)} if is_known else {}
        surface = element("surface", {XML_ID: identifier, **corners})
        measures = {"width": f"{width}px", "height": f"{height}px"} if is_known else {}
        surface.append(element("graphic", {"url": iri(name), **measures}))
        holder.append(surface)
    return holder
