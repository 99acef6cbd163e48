"""What a page's own scripts do with a click: the address that a function builds of its arguments, read from its text and never run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import quote, urljoin, urlsplit

from crawler import addresses, forms, select
from crawler.engines.onclick import TOKENS, hidden_fields
from crawler.learning.targets import NOISE
from crawler.records import Page
from crawler.select import Node, attribute

LONGEST_SCRIPT = 300_000
LONGEST_BODY = 4_000
#: So many functions may hand an argument on.
DEEPEST_CALL = 2
MOST_CALLS = 12

_STRING = re.compile(r"\s*(?:'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\]|\\.)*)`)")
_NAME = re.compile(r"\s*((?:\$\([^()]*\)|[A-Za-z_$][\w$]*)(?:\.[A-Za-z_$][\w$]*|\[[^\[\]]*\]|\([^()]*\))*)")
_CLOSING = re.compile(r"</script", re.IGNORECASE)
_LIBRARY = re.compile((
    r"jquery|bootstrap|swiper|slick|polyfill|modernizr|moment|lodash|underscore|vue|react|angular|editor|analytics|gtag|kakao|daum|naver"
    r"|map|chart|html5|respond|easing|scroll|slider|popper|owl|datepicker|captcha|sns|font|wow|aos|gsap"
), re.IGNORECASE)
_OF_BOARD = re.compile(r"bbs|board|notice|list|article|post|news|file|down", re.IGNORECASE)
_CALLS = re.compile(r"(?<![\w$])([A-Za-z_$][\w$.]{0,80})\s*\(([^()]{1,300})\)")
_DATA_OF = re.compile(r"\.data\(\s*['\"]([\w-]+)['\"]\s*\)|\.dataset\.(\w+)|(?:\.attr|getAttribute)\(\s*['\"](data-[\w-]+)['\"]\s*\)")
_LOCATION = re.compile(r"(?:(?:location(?:\.href)?|\[\s*['\"]location['\"]\s*\])\s*=(?!=)|location\.(?:replace|assign)\s*\(|window\.open\s*\()\s*")
_ACTION = re.compile(
    r"(?<![\w$])action['\"]?\s*(?:=(?!=)|:)\s*|\.attr\(\s*['\"]action['\"]\s*,\s*|\.setAttribute\(\s*['\"]action['\"]\s*,\s*"
    r"|\.prop\(\s*['\"]action['\"]\s*,\s*"
)
_METHOD = re.compile(r"(?<![\w$])method['\"]?\s*[=:]\s*['\"](\w+)['\"]|\(\s*['\"]method['\"]\s*,\s*['\"](\w+)['\"]")
_FIELD = re.compile(
    r"(?:\$\(\s*['\"][^'\"]*\[name\s*=\s*\\?['\"]?([\w.-]+)[^)]*\)\.val\(\s*|\$\(\s*['\"]#([\w.-]+)['\"][^)]*\)\.val\(\s*"
    r"|\$\(\s*['\"]#([\w.-]+)['\"][^)]*\)\.(?:attr|prop)\(\s*['\"]value['\"]\s*,\s*"
    r"|getElementById\(\s*['\"]([\w.-]+)['\"]\s*\)\.value\s*=(?!=)\s*"
    r"|\[\s*['\"]([\w.-]+)['\"]\s*\]\.value\s*=(?!=)\s*|querySelector\(\s*['\"][^'\"]*?(?:#|name=\\?['\"]?)([\w.-]+)[^)]*\)\.value\s*=(?!=)\s*"
    r"|\.([A-Za-z_][\w]*)\.value\s*=(?!=)\s*)"
)
#: A field's name right before its value, in a form that a function makes.
_PART = re.compile(
    r"\.setAttribute\(\s*['\"]name['\"]\s*,\s*['\"]([\w.-]+)['\"]\s*\)[^{}]{0,60}?\.setAttribute\(\s*['\"]value['\"]\s*,\s*"
    r"|\.name\s*=\s*['\"]([\w.-]+)['\"][^{}]{0,60}?\.value\s*=(?!=)\s*"
    r"|\bname['\"]?\s*:\s*['\"]([\w.-]+)['\"]\s*,\s*['\"]?value['\"]?\s*:\s*"
)
_SEARCH = re.compile(r"([A-Za-z_$][\w$]*)\s*=\s*new\s+URLSearchParams\(\s*\)")
_MARKUP = re.compile(r"(?<![\w)\]]\s\+\s)['\"`]\s*<(?:form|input)\b", re.IGNORECASE)
_SUBMITTED = re.compile(
    r"(?:document\.(?:forms\[\s*['\"]([\w-]+)['\"]\s*\]|([A-Za-z_]\w*))"
    r"|getElementById\(\s*['\"]([\w-]+)['\"]\s*\)"
    r"|\$\(\s*['\"](?:form)?[#]?(?:\[name=)?['\"]?([\w-]+)[^)]*\))\s*[.]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The request that a function makes: an address with {1}, {2} … for its arguments, and the method of its form."""

    address: str
    method: str = "get"

    @property
    def written(self) -> str:
        """The request as one address, a POST in its written form."""
        return forms.as_post(self.address) if self.method == "post" else self.address


def with_scripts(text: str, scripts: str) -> str:
    """A page with the scripts of its files in it, for reading."""
    return f"{text}<script>{_CLOSING.sub('', scripts)}</script>" if scripts else text


def files_named(page: Page) -> list[str]:
    """The script files of a page on its own host that may hold the board's functions, the likeliest first; libraries and trackers left out."""
    own = addresses.host_of(page.url)
    found = []
    for node in select.parse(page).css("script[src]"):
        url = addresses.join(page.url, attribute(node, "src"))
        if url is not None and addresses.host_of(url) == own and not _LIBRARY.search(urlsplit(url).path):
            found.append(url)
    return sorted(dict.fromkeys(found), key=lambda url: _OF_BOARD.search(urlsplit(url).path.rpartition("/")[2]) is None)


def scripts_of(root: Node) -> str:
    """The inline scripts of a page, one after another."""
    return "\n".join(node.text() or "" for node in root.css("script"))[:LONGEST_SCRIPT]


def asked_by_call(root: Node, page: Page, name: str) -> Asked | None:
    """What a function of the page asks for; None where the page does not define it, or where its text does not tell."""
    return _started(_asked(name, None, scripts_of(root), root, page, 0), root, page)


def _started(asked: Asked | None, root: Node, page: Page) -> Asked | None:
    """What is asked for, as an address that a page without this one's base element may join."""
    base = select.starts_at(root, page)
    if asked is None or base == page.url:
        return asked
    whole = urljoin(base, asked.address)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    return replace(asked, address=whole.removeprefix(origin) if whole.startswith(origin + "/") else whole)


def _asked(name: str, given: Sequence[str | None] | None, scripts: str, root: Node, page: Page, depth: int) -> Asked | None:
    """What a function asks for, its arguments as ``given``, or {1}, {2} …; a function may hand them on to others."""
    found = _function(scripts, name)
    if found is None or depth > DEEPEST_CALL:
        return None
    parameters, body = found
    holes = {parameter: f"{{{number}}}" for number, parameter in enumerate(parameters, 1)}
    if given is not None:
        holes = {parameter: value for parameter, value in zip(parameters, given, strict=False) if value is not None}
    own = _by_location(body, holes, scripts, root) or _by_form(body, holes, scripts, root, page)
    if own is not None:
        return own
    known = _with_locals(body, holes, scripts, root)
    for called, arguments in _calls_in(body):
        values = [_expression(argument, known, scripts, root) for argument in arguments]
        if called != name and any(value and "{" in value for value in values):
            asked = _asked(called, values, scripts, root, page, depth + 1)
            if asked is not None:
                return asked
    return None


def _calls_in(body: str) -> list[tuple[str, list[str]]]:
    """The functions that a body calls, with the texts of their arguments."""
    return [(match[1], _parts(match[2])) for match in islice(_CALLS.finditer(body), MOST_CALLS)]


def _parts(text: str) -> list[str]:
    return [match[0] for match in re.finditer(r"(?:'[^']*'|\"[^\"]*\"|[^,'\"])+", text)]


def asked_by_data(root: Node, page: Page, names: Sequence[str]) -> Asked | None:
    """What a click on an element with data attributes asks for, where a script of the page makes a request of them."""
    scripts = scripts_of(root)
    holes = {name.removeprefix("data-").replace("-", "").lower(): f"{{{number}}}" for number, name in enumerate(names, 1)}
    for match in _DATA_OF.finditer(scripts):
        if _data_name(match) not in holes:
            continue
        start = max(scripts.rfind("function", 0, match.start()), scripts.rfind("=>", 0, match.start()), match.start() - LONGEST_BODY)
        body = scripts[max(0, start) : match.end() + 1500]
        asked = _by_location(body, holes, scripts, root) or _by_form(body, holes, scripts, root, page)
        if asked is not None:
            return _started(asked, root, page)
    return None


def _data_name(match: re.Match[str]) -> str:
    return (match[1] or match[2] or match[3]).removeprefix("data-").replace("-", "").lower()


def _function(scripts: str, name: str) -> tuple[list[str], str] | None:
    """The parameters and the body of a function, however it is written; None where no script defines it."""
    own = re.escape(name.rpartition(".")[2])
    match = re.search((
        rf"(?:function\s+{own}\s*\(([^()]{{0,300}})\)\s*\{{"
        rf"|(?<![\w$]){own}\s*[=:]\s*(?:async\s*)?(?:function\s*\w*\s*)?(?:\(([^()]{{0,300}})\)|([A-Za-z_$][\w$]*)\s*(?==>))\s*(?:=>\s*)?(\{{|(?<=>)|(?<=>\s))"
        rf"|(?<=[{{,}}\s]){own}\s*\(([^()]{{0,300}})\)\s*\{{)"
    ), scripts)
    if match is None:
        return None
    named = next((part for part in (match[1], match[2], match[3], match[5]) if part is not None), "")
    end = _end_of_line(scripts, match.end()) if match[4] == "" else _end_of_block(scripts, match.end())
    parameters = [parameter.partition("=")[0].strip() for parameter in named.split(",") if parameter.strip()]
    body = re.sub(r"(?<![:\"'])//[^\n]*|/\*.*?\*/", "", scripts[match.end() : end], flags=re.DOTALL)
    return parameters, body


def _end_of_block(scripts: str, start: int) -> int:
    depth, place = 1, start
    while depth and place < len(scripts) and place - start < LONGEST_BODY:
        depth += {"{": 1, "}": -1}.get(scripts[place], 0)
        place += 1
    return place


def _end_of_line(scripts: str, start: int) -> int:
    """Where the one expression of an arrow function ends."""
    ends = [place for mark in (";", "\n") if (place := scripts.find(mark, start)) != -1]
    return min([*ends, start + LONGEST_BODY])


def _by_location(body: str, holes: Mapping[str, str], scripts: str, root: Node) -> Asked | None:
    known = _with_locals(body, holes, scripts, root)
    for match in _LOCATION.finditer(body):
        told = _expression(body[match.end() :], known, scripts, root)
        if told and "{" in told:
            return Asked(address=told)
    return None


def _with_locals(body: str, holes: Mapping[str, str], scripts: str, root: Node) -> dict[str, str]:
    known = dict(holes)
    for match in re.finditer(r"(?:(?:var|let|const)\s+)?([A-Za-z_$][\w$]*)\s*(\+?)=(?!=)\s*", body):
        told = _expression(body[match.end() :], known, scripts, root)
        if told is not None and match[1] not in holes:
            known[match[1]] = ((known.get(match[1], "") if match[2] else "") + told)[:LONGEST_BODY]
    for match in _SEARCH.finditer(body):
        pairs = re.finditer(rf"\b{re.escape(match[1])}\.(?:set|append)\(\s*['\"]([\w.-]+)['\"]\s*,\s*", body)
        told_of = {pair[1]: _expression(body[pair.end() :], known, scripts, root) for pair in pairs}
        if told_of and all(told_of.values()):
            known[match[1]] = "&".join(f"{name}={value}" for name, value in told_of.items())
    return known


def _by_form(body: str, holes: Mapping[str, str], scripts: str, root: Node, page: Page) -> Asked | None:
    if "submit" not in body.lower():
        return None
    known = _with_locals(body, holes, scripts, root)
    fields = {}
    for match in _FIELD.finditer(body):
        told = _expression(body[match.end() :], known, scripts, root)
        name = next(group for group in match.groups() if group)
        if told is not None:
            fields[name] = told
    made = _made(body, known, scripts, root)
    fields |= made.fields
    if not any("{" in value for value in fields.values()) and "{" not in body:
        return None
    form = _form(body, fields, root) if not made.fields else None
    action = made.action or next((told for match in _ACTION.finditer(body) if (told := _expression(body[match.end() :], known, scripts, root))), None)
    method = made.method or next((match[1] or match[2] for match in _METHOD.finditer(body)), attribute(form, "method") if form is not None else "")
    hidden = hidden_fields(form) if form is not None else {}
    named = {_name_of(root, field): value for field, value in fields.items()}
    if not any("{" in value for value in named.values()) and "{" not in (action or ""):
        return None
    target = action or (attribute(form, "action") if form is not None else "") or urlsplit(page.url).path
    return Asked(address=_joined(target, hidden, named), method="post" if method.lower() == "post" else "get")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A form that a function makes itself: the fields that it gives it, and what its markup says of it."""

    fields: Mapping[str, str]
    action: str = ""
    method: str = ""


def _made(body: str, known: Mapping[str, str], scripts: str, root: Node) -> _Made:
    """The form that a function makes of elements, of parts or of markup; without fields where it makes none."""
    fields: dict[str, str] = {}
    if "createElement" in body or "<" in body:
        for match in _PART.finditer(body):
            told = _expression(body[match.end() :], known, scripts, root)
            if told is not None:
                fields[next(filter(None, match.groups()))] = told
    markup = "".join(told for match in _MARKUP.finditer(body) if (told := _expression(body[match.start() :], known, scripts, root)) is not None)
    for tag in re.findall(r"<input\b[^<>]*>", markup):
        name, value = _in_tag(tag, "name"), _in_tag(tag, "value")
        if name and value:
            fields[name] = value
    form = re.search(r"<form\b[^<>]*>", markup)
    return _Made(fields=fields, action=_in_tag(form[0], "action") if form else "", method=_in_tag(form[0], "method") if form else "")


def _in_tag(tag: str, name: str) -> str:
    match = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", tag, re.IGNORECASE)
    return next((part for part in match.groups() if part is not None), "") if match else ""


def _name_of(root: Node, field: str) -> str:
    """The name under which a field known by its id is sent."""
    node = root.css_first(f'[id="{field}"]') if re.fullmatch(r"[\w.-]+", field) else None
    return (attribute(node, "name") or field) if node is not None else field


def _joined(target: str, hidden: Mapping[str, str], named: Mapping[str, str]) -> str:
    path, _, query = target.partition("?")
    given = dict(pair.partition("=")[::2] for pair in query.split("&") if pair)
    kept = {name: quote(value, safe="") for name, value in hidden.items() if not TOKENS.fullmatch(name) and not _is_noise(name)}
    pairs = {**kept, **given, **{name: value for name, value in named.items() if value and ("{" in value or not _is_noise(name))}}
    return path + ("?" + "&".join(f"{name}={value}" for name, value in pairs.items()) if pairs else "")


def _is_noise(name: str) -> bool:
    return NOISE.fullmatch(name) is not None or name.lower() in addresses.PAGE_PARAMETERS


def _form(body: str, fields: Mapping[str, str], root: Node) -> Node | None:
    forms = root.css("form")
    names = {group for match in _SUBMITTED.finditer(body) for group in match.groups() if group}
    for form in forms:
        if attribute(form, "name") in names or attribute(form, "id") in names:
            return form
    for form in forms:
        inputs = {attribute(node, key) for node in form.css("input") for key in ("name", "id")}
        if inputs & set(fields):
            return form
    return forms[0] if len(forms) == 1 else None


def _expression(text: str, known: Mapping[str, str], scripts: str, root: Node) -> str | None:
    """The value of a concatenation such as '/view.do?id=' + a; None where one of its parts is not known."""
    pieces: list[str] = []
    place = 0
    while True:
        string = _STRING.match(text, place)
        name = None if string else _NAME.match(text, place)
        if string:
            pieces.append(_template(string[3], known) if string[3] is not None else (string[1] if string[1] is not None else string[2]))
            place = string.end()
        elif name:
            told = _value(name[1], known, scripts, root)
            if told is None:
                return None
            pieces.append(told)
            place = name.end()
        else:
            number = re.compile(r"\s*(\d+)").match(text, place)
            if number is None:
                return None
            pieces.append(number[1])
            place = number.end()
        following = re.compile(r"\s*\+(?!=)").match(text, place)
        # A value that is added to itself again and again would fill the memory.
        if sum(map(len, pieces)) > LONGEST_BODY:
            return None
        if following is None:
            return "".join(pieces)
        place = following.end()


def _template(text: str, known: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\s*([\w$]+)\s*\}", lambda match: known.get(match[1], ""), text)


def _value(name: str, known: Mapping[str, str], scripts: str, root: Node) -> str | None:
    wrapped = re.fullmatch(r"(?:encodeURI(?:Component)?|String|parseInt|Number|escape|\$\.trim)\(\s*([\w$]+)(?:\s*,\s*10)?\s*\)", name)
    bare = wrapped[1] if wrapped else name
    bare = re.sub(r"\.(?:toString\(\)|trim\(\))$", "", bare)
    if bare in known:
        return known[bare]
    data = _DATA_OF.search(name)
    if data and _data_name(data) in known:
        return known[_data_name(data)]
    field = re.search((
        r"(?:\.([A-Za-z_]\w*)\.value|getElementById\(['\"]([\w-]+)['\"]\)\.value"
        r"|\$\(['\"]#?(?:\[name=['\"]?)?([\w-]+).*\)\.val\(\))$"
    ), name)
    if field:
        wanted = field[1] or field[2] or field[3]
        node = root.css_first(f'input[name="{wanted}"], input[id="{wanted}"]')
        return quote(attribute(node, "value"), safe="") if node is not None else None
    if re.fullmatch(r"[A-Za-z_$][\w$]*", bare):
        match = re.search(rf"(?:var|let|const)\s+{re.escape(bare)}\s*=\s*(['\"])([^'\"\n]{{0,200}})\1", scripts)
        return match[2] if match else None
    return None
