"""The structure of a PDF (ISO 32000-1): what stays of its catalogue, pages, forms and objects.

What each of them may have is listed by name. The rest goes, and so do properties, previews,
programs and attachments wherever they hang.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pikepdf

from plugins.handouts.findings import Finding, unreadable

_DEEPEST = 200
_ROOT_WORDS = """
/Type /Version /Extensions /Pages /PageLabels /Names /Dests /ViewerPreferences /PageLayout
/PageMode /Outlines /OpenAction /AcroForm /StructTreeRoot /MarkInfo /Lang /OCProperties
/OutputIntents
"""
_ROOT = frozenset(_ROOT_WORDS.split())
_PAGE_WORDS = """
/Type /Parent /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Contents /Rotate /Group
/Annots /StructParents /Tabs /UserUnit /Trans /Dur
"""
_PAGE = frozenset(_PAGE_WORDS.split())
_FORM = frozenset(["/Fields", "/NeedAppearances", "/DR", "/DA", "/Q", "/CO"])
_GONE_WORDS = """
/Metadata /PieceInfo /LastModified /Thumb /AF /AA /OPI /Measure /PtData /GPTS /EF /RF /JS
/JavaScript /CreatorInfo /User /Private /Next /Alternates /WebCaptureInfo /SpiderInfo
/Sound /Movie /Rendition
"""
_GONE = frozenset(_GONE_WORDS.split())
_DRAWN_WORDS = """
/Type /Subtype /Name /Width /Height /ColorSpace /BitsPerComponent /Intent /ImageMask /Mask
/Decode /Interpolate /SMask /SMaskInData /StructParent /StructParents /Filter /DecodeParms
/Length /OC /BBox /FormType /Matrix /Resources /Group /Ref /PaintType /TilingType /XStep /YStep
/PatternType /Matte /W /H /BPC /CS /D /F /DP /IM /I
"""
_DRAWN = frozenset(_DRAWN_WORDS.split())
"""What a picture or drawing of a page has; a stream under another key draws nothing."""
_RESOURCES_WORDS = """
/Font /XObject /ExtGState /ColorSpace /Pattern /Shading /ProcSet /Properties
"""
_RESOURCES = frozenset(_RESOURCES_WORDS.split())
_WORDED_WORDS = """
/Contents /Title /T /TU /TM /V /DV /DA /DS /Alt /ActualText /E /Lang /URI /Name /CA /AC
/Registry /Ordering /ID /P /Dest /D /Dests /Names /Limits /CharSet /Panose /FontFamily /Style
/ColorSpace /CS /Opt /Order /OutputConditionIdentifier /RegistryName /Nums /Kids /O /A /C /K /LW
/Lbl /Decode /DestOutputProfile /Indexed /Headers /Summary /TBorderStyle /Colorants /BG /I
"""
_WORDED = frozenset(_WORDED_WORDS.split())
"""Keys under which words may stand; words under any other are notes of a program."""
_STREAMS_WORDS = """
/Contents /SMask /Mask /G /ToUnicode /Encoding /UseCMap /FontFile /FontFile2 /FontFile3
/CIDToGIDMap /CIDSet /Function /Functions /TR /TR2 /BG /BG2 /UCR /UCR2 /HT /ColorSpace /CS
/Alternate /DestOutputProfile /JBIG2Globals /N /D /R /Shading /V /DV
"""
_STREAMS = frozenset(_STREAMS_WORDS.split())
"""Keys under which a page or what it draws has a stream."""
_NAMED_WORDS = """
/XObject /Pattern /Shading /CharProcs /ColorSpace /N /D /R /HT /Colorants
"""
_NAMED = frozenset(_NAMED_WORDS.split())
"""Keys of dictionaries in which every stream has a name of its own (ISO 32000-1, 7.8.3, 12.5.5)."""
_NOT_TO_BE_SEEN = 0x02 | 0x20
"""The bits of ``/F`` by which an annotation is hidden (ISO 32000-1, table 165)."""
_MOST_CUT = 0.1
"""A share of a page: printers' marks at its edge are no secret."""
_ACTIONS = ("/URI", "/GoTo", "/Named")
_SHOWN = ("/Link", "/Widget", "/Popup")
_COMMENT_KEYS = ("/T", "/M", "/CreationDate", "/NM", "/RC", "/Subj", "/IRT", "/State")
_ATTACHING = ("/FileAttachment", "/Screen", "/Movie", "/Sound", "/RichMedia", "/3D", "/Projection")
_ADDRESS = re.compile(r"(?i)(https?|mailto|tel):")

_COMMENTED = Finding(
    "handout-comments",
    "It has comments in it (notes, stamps or marks), which every reader can open.",
    "Print it into a new PDF without comments, or delete them in the program that made it.",
    final=False,
)
_ATTACHED = Finding(
    "handout-embedded",
    "It has files attached, or film or sound in it. The published copy has none of them.",
    "Save it anew without attachments, and link to the other files by themselves.",
    final=False,
)
_LAYERED = Finding(
    "handout-hidden",
    "It has layers that are not shown, which anybody can switch on.",
    "Print it into a new PDF, which has only what is to be seen.",
    final=False,
)
_CROPPED = Finding(
    "handout-hidden",
    "It has a page that was cropped: what was cut off is still there, and anybody can show it.",
    "Print it into a new PDF, which has only what is to be seen.",
    final=False,
)
_UNSEEN = Finding(
    "handout-hidden",
    "It has fields or links that are hidden, which anybody can show.",
    "Print it into a new PDF, which has only what is to be seen.",
    final=False,
)
_XFA = Finding(
    "handout-hidden",
    "It has a form of a kind (XFA) that few programs show. The published copy has none of it.",
    "Print it into a new PDF.",
    final=False,
)


class StructureCleaner:
    """One PDF while it is cut, in place: what was found, and the words of what was taken out.

    Saving leaves out what nothing leads to any more.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.words: list[str] = []
        self._shown: dict[tuple[int, int], pikepdf.Object] = {}

    def cut(self, pdf: pikepdf.Pdf) -> None:
        """Take out everything that a published copy does not have."""
        for key in list(pdf.trailer.keys()):
            if key not in ("/Root", "/Size", "/ID", "/Prev", "/XRefStm"):
                del pdf.trailer[key]
        self._catalogue(pdf.Root)
        pages = {page.obj.objgen for page in pdf.pages}
        for page in pdf.pages:
            self._page(page.obj)
        self._fields(pdf.Root)
        for thing in pdf.objects:
            if _is_page(thing) and thing.objgen not in pages:
                _keep(thing, ("/Type",))  # taken out of the book, and a link still leads to it
        pdf.remove_unreferenced_resources()
        _cut_streams(pdf.Root)
        for thing in pdf.objects:
            self._cut_within(thing, 0)

    def _catalogue(self, root: pikepdf.Object) -> None:
        if "/Collection" in root or "/AF" in root:
            self.findings.append(_ATTACHED)
        names = root.get("/Names")
        if isinstance(names, pikepdf.Dictionary):
            if "/EmbeddedFiles" in names:
                self.findings.append(_ATTACHED)
            _keep(names, ("/Dests",))
        form = root.get("/AcroForm")
        if isinstance(form, pikepdf.Dictionary):
            if "/XFA" in form:
                self.findings.append(_XFA)
            _keep(form, _FORM)
        layers = root.get("/OCProperties")
        if isinstance(layers, pikepdf.Dictionary):
            self._layers(layers)
        opening = root.get("/OpenAction")
        if isinstance(opening, pikepdf.Dictionary) and not _is_harmless(opening):
            del root["/OpenAction"]
        _keep(root, _ROOT)

    def _layers(self, layers: pikepdf.Object) -> None:
        plans = [layers.get("/D"), *items_of(layers.get("/Configs"))]
        for plan in plans:
            if isinstance(plan, pikepdf.Dictionary) and (
                len(list(items_of(plan.get("/OFF"))))
                or str(plan.get("/BaseState", "/ON")) != "/ON"
                or len(list(items_of(plan.get("/AS"))))
            ):
                self.findings.append(_LAYERED)

    def _fields(self, root: pikepdf.Object) -> None:
        """Take out the fields of a form that stand on no page."""
        form = root.get("/AcroForm")
        if not isinstance(form, pikepdf.Dictionary):
            return
        shown = set(self._shown)
        for one in self._shown.values():
            above, depth = one.get("/Parent"), 0
            while isinstance(above, pikepdf.Dictionary) and depth < _DEEPEST:
                shown.add(above.objgen)
                above, depth = above.get("/Parent"), depth + 1
        for field in items_of(form.get("/Fields")):
            self._read_field(field, 0)
        _keep_fields(form, "/Fields", shown, 0)

    def _read_field(self, field: object, depth: int) -> None:
        """Its words, and those of the fields below it: what is taken out may be a list of names."""
        if not isinstance(field, pikepdf.Dictionary) or depth > _DEEPEST:
            return
        self.words.extend(strings_in(field))
        for one in items_of(field.get("/Kids")):
            self._read_field(one, depth + 1)

    def _page(self, page: pikepdf.Object) -> None:
        _keep(page, _PAGE)
        if _is_cut(page):
            self.findings.append(_CROPPED)
        annotations = page.get("/Annots")
        if not isinstance(annotations, pikepdf.Array):
            if annotations is not None:
                del page["/Annots"]
            return
        kept = pikepdf.Array()
        for one in annotations:
            if not isinstance(one, pikepdf.Dictionary):
                continue
            subtype = str(one.get("/Subtype"))
            if subtype in _ATTACHING:
                self.findings.append(_ATTACHED)
                continue
            if subtype not in _SHOWN:
                self.findings.append(_COMMENTED)
            if subtype != "/Widget":  # of which /T is the name of a field
                self._comment(one)
            if subtype == "/Popup":
                _keep(one, ("/Type", "/Subtype", "/Rect", "/F", "/Open", "/P"))
            elif int(one.get("/F", 0)) & _NOT_TO_BE_SEEN:
                self.findings.append(_UNSEEN)
            self._shown[one.objgen] = one
            kept.append(one)
        page["/Annots"] = kept

    def _comment(self, one: pikepdf.Object) -> None:
        for key in _COMMENT_KEYS:
            if key in one:
                if isinstance(one[key], pikepdf.String):
                    self.words.append(str(one[key]))
                del one[key]

    def _cut_within(self, thing: object, depth: int) -> None:
        if depth > _DEEPEST:
            raise unreadable("This PDF is nested without end.")
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            self._dictionary(thing)
        for one in _direct_objects(thing):
            self._cut_within(one, depth + 1)

    def _dictionary(self, thing: pikepdf.Object) -> None:
        if isinstance(thing, pikepdf.Stream) and str(thing.get("/Subtype")) in ("/Image", "/Form"):
            _keep(thing, _DRAWN)
        if isinstance(thing.get("/Resources"), pikepdf.Dictionary):
            _keep(thing["/Resources"], _RESOURCES)
        for key in list(thing.keys()):
            if key not in _WORDED and _is_worded(thing[key]):
                del thing[key]
        if "/EF" in thing or str(thing.get("/Type")) == "/EmbeddedFile":
            self.findings.append(_ATTACHED)
        for key in list(thing.keys()):
            if key in _GONE:
                del thing[key]
        if str(thing.get("/Type")) == "/OCMD" and (
            "/VE" in thing or str(thing.get("/P", "/AnyOn")) not in ("/AnyOn", "/AllOn")
        ):
            self.findings.append(_LAYERED)
        if str(thing.get("/FT")) == "/Sig" and "/V" in thing:
            del thing["/V"]
        if str(thing.get("/Type")) in ("/Annot", "/OCG") or str(thing.get("/Subtype")) in _SHOWN:
            for key in ("/M", "/CreationDate", "/Usage"):
                if key in thing:
                    del thing[key]
        for key in ("/A", "/PA"):
            action = thing.get(key)
            if (
                isinstance(action, pikepdf.Dictionary)
                and "/S" in action
                and not _is_harmless(action)
            ):
                del thing[key]


def strings_in(thing: object, depth: int = 0) -> Iterator[str]:
    """Every string of an object; one that it only points to has strings of its own."""
    if isinstance(thing, (str, pikepdf.String)):
        yield str(thing)
    for one in _direct_objects(thing) if depth < _DEEPEST else ():
        yield from strings_in(one, depth + 1)


def items_of(thing: object) -> Iterator[object]:
    """The values under a key that has one of them or an array of several."""
    if isinstance(thing, pikepdf.Array):
        yield from thing
    elif thing is not None:
        yield thing


def _is_page(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and str(thing.get("/Type")) == "/Page"


def _is_cut(page: pikepdf.Object) -> bool:
    """True where more than a margin of a page lies outside of what is shown of it."""
    whole, shown = (pikepdf.Page(page).mediabox, pikepdf.Page(page).cropbox)
    for low, high in ((0, 2), (1, 3)):
        size = abs(float(whole[high]) - float(whole[low]))
        ends = sorted((float(whole[low]), float(whole[high])))
        seen = sorted((float(shown[low]), float(shown[high])))
        if max(seen[0] - ends[0], ends[1] - seen[1]) > _MOST_CUT * size:
            return True
    return False


def _keep_fields(holder: pikepdf.Object, key: str, shown: set[tuple[int, int]], depth: int) -> None:
    fields = holder.get(key)
    if not isinstance(fields, pikepdf.Array):
        return
    if depth > _DEEPEST:
        raise unreadable("This PDF is nested without end.")
    kept = [one for one in fields if isinstance(one, pikepdf.Object) and one.objgen in shown]
    for one in kept:
        _keep_fields(one, "/Kids", shown, depth + 1)
    holder[key] = pikepdf.Array(kept)


def _cut_streams(root: pikepdf.Object) -> None:
    """Take out every stream that stands where no page has a use for one."""
    met: set[tuple[int, int]] = set()
    waiting: list[tuple[pikepdf.Object, str]] = [(root, "")]
    while waiting:
        thing, under = waiting.pop()
        if thing.is_indirect:
            if thing.objgen in met:
                continue
            met.add(thing.objgen)
        if isinstance(thing, pikepdf.Array):
            for place in reversed(range(len(thing))):
                one = thing[place]
                if isinstance(one, pikepdf.Stream) and under not in _STREAMS | _NAMED:
                    del thing[place]
                elif isinstance(one, (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)):
                    waiting.append((one, under if isinstance(one, pikepdf.Array) else ""))
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            named = under in _NAMED and not isinstance(thing, pikepdf.Stream)
            for key in list(thing.keys()):
                one = thing[key]
                if isinstance(one, pikepdf.Stream) and not (named or key in _STREAMS):
                    del thing[key]
                elif isinstance(one, pikepdf.Array):
                    waiting.append((one, under if named else key))
                elif isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
                    waiting.append((one, "" if named else key))


def _direct_objects(thing: object) -> Iterator[object]:
    """What stands in ``thing`` itself: what it only points to is an object of its own."""
    if isinstance(thing, pikepdf.Array):
        inner: list[object] = list(thing)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        inner = [thing[key] for key in list(thing.keys())]
    else:
        return
    for one in inner:
        if not (isinstance(one, pikepdf.Object) and one.is_indirect):
            yield one


def _is_worded(value: object) -> bool:
    """True for words, and for a list of words."""
    if isinstance(value, pikepdf.Array):
        return any(isinstance(one, (str, pikepdf.String)) for one in value)
    return isinstance(value, (str, pikepdf.String))


def _is_harmless(action: pikepdf.Object) -> bool:
    kind = str(action.get("/S"))
    return kind in _ACTIONS and (
        kind != "/URI" or _ADDRESS.match(str(action.get("/URI", ""))) is not None
    )


def _keep(thing: pikepdf.Object, keys: Iterable[str]) -> None:
    known = frozenset(keys)
    for key in list(thing.keys()):
        if key not in known:
            del thing[key]
