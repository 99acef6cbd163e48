"""A visit: the cookies and the form fields by which a site knows that one reader asks on.

Off unless a board needs it, one per crawl and board, in memory only: what was sent stands in the request records and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping

from scrapy import Request
from scrapy.http import Response
from scrapy.http.cookies import CookieJar

#: Some boards put every thread that was read into a cookie, until their own server refuses the header: then the visit begins anew.
LONGEST_COOKIES = 4096


class Visit:
    """Cookies and fields of one crawl's visit to one board.

    on:     whether it is kept at all
    begun:  whether the site has answered once, and so had the occasion to set its cookie
    fields: what the forms of the page read last carry for their own protection
    """

    def __init__(self, *, on: bool = False) -> None:
        self.on = on
        self.fields: Mapping[str, str] = {}
        self.begun = False
        self._jar = CookieJar()

    def prepare(self, request: Request) -> None:
        """Give a request the cookies that its host has set."""
        if not self.begun:
            return
        self._jar.add_cookie_header(request)
        if len(request.headers.get("Cookie") or b"") > LONGEST_COOKIES:
            del request.headers["Cookie"]
            self._jar = CookieJar()

    def learn(self, request: Request, response: Response, fields: tuple[tuple[str, str], ...] = ()) -> None:
        """Keep what an answer sets, and the fields that its page has for the next form. Only for a visit that is ``on``."""
        self.begun = True
        if b"Set-Cookie" in response.headers:
            self._jar.extract_cookies(response, request)
        if fields:
            self.fields = dict(fields)
