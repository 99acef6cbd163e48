"""A Spirit forum in a folder: `spirit_site.py FOLDER fill|dump|change|serve`, run by the environment in which django-spirit is installed.

fill makes the database, dump prints what stands in it (JSON), change edits it as a day at the office would, serve answers on a
free port that it prints. BOARD_LANGUAGE and BOARD_ZONE choose the site's own.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from notices import NOTICES, OFFICES, SEOUL
from serving import serve

FOLDER = Path(sys.argv[1])


def configure() -> None:
    """Spirit's own project settings, with this folder's database and the board's language and zone."""
    from spirit.extra.project_template.project_name.settings import base

    own = {name: getattr(base, name) for name in dir(base) if name.isupper()}
    own.update(
        ST_SITE_URL="http://127.0.0.1/",
        SECRET_KEY="only for a board on loopback",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "board.db")}},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        CACHES={name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} for name in ("default", "st_rate_limit")},
        HAYSTACK_CONNECTIONS={"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
        HAYSTACK_SIGNAL_PROCESSOR="haystack.signals.BaseSignalProcessor",
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        MEDIA_ROOT=str(FOLDER / "media"),
        LANGUAGE_CODE=os.environ.get("BOARD_LANGUAGE", "ko"),
        TIME_ZONE=os.environ.get("BOARD_ZONE", "Asia/Seoul"),
        LOGGING_CONFIG=None,
    )
    settings.configure(**own)
    django.setup()


configure()
from django.contrib.auth import get_user_model  # noqa: E402 - Django's models exist once it is set up
from django.core.management import call_command  # noqa: E402
from django.urls import include, path  # noqa: E402
from spirit.category.models import Category  # noqa: E402
from spirit.comment.models import Comment  # noqa: E402
from spirit.core.utils.markdown import Markdown  # noqa: E402
from spirit.topic.models import Topic  # noqa: E402

urlpatterns = [path("", include("spirit.urls"))]


def add_comment(topic: Topic, author: str, text: str, date: datetime, *, removed: bool = False) -> Comment:
    user = get_user_model().objects.get(st__nickname=author)
    return Comment.objects.create(user=user, topic=topic, comment=text, comment_html=Markdown().render(text), date=date, is_removed=removed)


def fill() -> None:
    """The board with all notices, the oldest first."""
    call_command("migrate", verbosity=0)
    for office in OFFICES:
        user = get_user_model().objects.create_user(office, password=None)
        user.st.nickname = office
        user.st.save()
    category = Category.objects.create(title="공지사항")
    for notice in sorted(NOTICES, key=lambda notice: notice.posted):
        user = get_user_model().objects.get(st__nickname=notice.author)
        last = notice.posted + timedelta(minutes=max((reply.minutes for reply in notice.replies), default=0))
        topic = Topic.objects.create(
            user=user, category=category, title=notice.title, date=notice.posted, last_active=last, is_closed=notice.closed,
            is_pinned=notice.pinned, is_globally_pinned=notice.announced, is_removed=notice.deleted, comment_count=1 + len(notice.replies),
        )  # fmt: skip
        opening = add_comment(topic, notice.author, notice.markdown, notice.posted, removed=notice.blinded)
        if notice.edited:
            Comment.objects.filter(pk=opening.pk).update(modified_count=1, is_modified=True)
        for reply in notice.replies:
            add_comment(topic, reply.author, reply.text, notice.posted + timedelta(minutes=reply.minutes), removed=reply.removed)
        if notice.closed:
            action = Comment.create_moderation_action(user=user, topic=topic, action=Comment.CLOSED)
            Comment.objects.filter(pk=action.pk).update(date=last + timedelta(minutes=1))


def change() -> None:
    """One topic edited, one new, one removed, one pinned, one comment more."""
    first = Topic.objects.get(title="제1호 도로 굴착 공사 안내")
    opening = Comment.objects.filter(topic=first).order_by("date").first()
    opening.comment_html = Markdown().render("바뀐 본문입니다.")
    opening.modified_count = 1
    opening.save()
    Topic.objects.filter(title__startswith="제2호").update(is_removed=True)
    third = Topic.objects.get(title__startswith="제3호")
    third.title, third.is_pinned = "제3호 제목을 고친 안내", True
    third.save()
    add_comment(Topic.objects.get(title__startswith="제4호"), "총무과", "뒤늦은 답글", datetime(2025, 3, 2, 9, tzinfo=SEOUL))
    if not Topic.objects.filter(title="새 글").exists():
        user = get_user_model().objects.get(st__nickname="총무과")
        date = datetime(2025, 3, 2, 10, tzinfo=SEOUL)
        topic = Topic.objects.create(user=user, category=first.category, title="새 글", date=date, last_active=date, comment_count=1)
        add_comment(topic, "총무과", "새로 올린 글입니다.", date)


def dump() -> dict[str, Any]:
    """The list's path and every topic as the database has it."""
    return {"list": "/", "topics": [_topic(topic) for topic in Topic.objects.order_by("pk")]}


def _topic(topic: Topic) -> dict[str, Any]:
    opening, *others = Comment.objects.filter(topic=topic).order_by("date")
    replies = [comment for comment in others if comment.action == Comment.COMMENT and not comment.is_removed]
    return {
        "id": str(topic.pk),
        "title": topic.title,
        "author": topic.user.st.nickname,
        "posted": opening.date.isoformat(),
        "modified": None,
        "html": opening.comment_html,
        "pinned": topic.is_pinned or topic.is_globally_pinned,
        "state": "gone" if topic.is_removed else "blinded" if opening.is_removed else "listed",
        "files": [],
        "comments": [
            {"id": str(reply.pk), "author": reply.user.st.nickname, "posted": reply.date.isoformat(), "html": reply.comment_html} for reply in replies
        ],
    }


if __name__ == "__main__":
    orders = {"fill": fill, "change": change, "dump": lambda: print(json.dumps(dump(), ensure_ascii=False)), "serve": serve}
    orders[sys.argv[2]]()
