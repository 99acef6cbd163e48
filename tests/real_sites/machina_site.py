"""A machina forum in a folder: `machina_site.py FOLDER fill|dump|change|serve`, run by the environment in which django-machina is installed.

fill makes the database, dump prints what stands in it (JSON), change edits it as a day at the office would, serve answers on a
free port that it prints. BOARD_LANGUAGE and BOARD_ZONE choose the site's own.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from machina import MACHINA_MAIN_TEMPLATE_DIR
from notices import NOTICES, OFFICES, SEOUL, Notice
from serving import serve

FOLDER = Path(sys.argv[1])
#: Posts without an account: machina lets guests post under any name.
GUEST = "Global Cooperation Division"

_DJANGO = ("auth", "contenttypes", "sessions", "messages", "staticfiles")
_FORUM = ("forum", "forum_conversation", "forum_conversation.forum_attachments", "forum_conversation.forum_polls", "forum_feeds",
          "forum_moderation", "forum_search", "forum_tracking", "forum_member", "forum_permission")  # fmt: skip
_CONTEXT = ("django.contrib.auth.context_processors.auth", "django.template.context_processors.request",
            "django.template.context_processors.static", "django.contrib.messages.context_processors.messages",
            "machina.core.context_processors.metadata")  # fmt: skip

settings.configure(
    SECRET_KEY="only for a board on loopback",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[*(f"django.contrib.{name}" for name in _DJANGO), "mptt", "haystack", "widget_tweaks", "machina", *(f"machina.apps.{name}" for name in _FORUM)],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "machina.apps.forum_permission.middleware.ForumPermissionMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [MACHINA_MAIN_TEMPLATE_DIR],
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": list(_CONTEXT)},
        }
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "board.db")}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    CACHES={name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} for name in ("default", "machina_attachments")},
    HAYSTACK_CONNECTIONS={"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
    STATIC_URL="/static/",
    MEDIA_ROOT=str(FOLDER / "media"),
    LANGUAGE_CODE=os.environ.get("BOARD_LANGUAGE", "ko"),
    TIME_ZONE=os.environ.get("BOARD_ZONE", "Asia/Seoul"),
    USE_TZ=True,
    LOGGING_CONFIG=None,
)
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - Django's models exist once it is set up
from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import include, path, reverse  # noqa: E402
from machina.apps.forum.models import Forum  # noqa: E402
from machina.apps.forum_conversation.forum_attachments.models import Attachment  # noqa: E402
from machina.apps.forum_conversation.models import Post, Topic  # noqa: E402
from machina.apps.forum_permission.shortcuts import assign_perm  # noqa: E402

urlpatterns = [path("board/", include("machina.urls"))]


def add_post(topic: Topic, author: str, text: str, created: datetime, *, approved: bool = True) -> Post:
    guest = author == GUEST
    user = None if guest else get_user_model().objects.get(username=author)
    post = Post(topic=topic, poster=user, username=author if guest else None, subject=topic.subject, content=text, approved=approved)
    post.save()
    Post.objects.filter(pk=post.pk).update(created=created, updated=created)
    return post


def add_topic(forum: Forum, notice: Notice) -> Topic:
    user = None if notice.author == GUEST else get_user_model().objects.get(username=notice.author)
    kind = Topic.TOPIC_ANNOUNCE if notice.announced else Topic.TOPIC_STICKY if notice.pinned else Topic.TOPIC_POST
    status = Topic.TOPIC_LOCKED if notice.closed else Topic.TOPIC_UNLOCKED
    topic = Topic(forum=forum, poster=user, subject=notice.title, type=kind, status=status, approved=True)
    topic.save()
    opening = add_post(topic, notice.author, notice.markdown, notice.posted)
    for name, content in notice.files.items():
        Attachment(post=opening, file=ContentFile(content, name=name)).save()
    for reply in notice.replies:
        add_post(topic, reply.author, reply.text, notice.posted + timedelta(minutes=reply.minutes), approved=not reply.removed)
    if notice.edited:
        Post.objects.filter(pk=opening.pk).update(updates_count=1, updated=notice.edited, updated_by=user)
    last = notice.posted + timedelta(minutes=max((reply.minutes for reply in notice.replies), default=0))
    Topic.objects.filter(pk=topic.pk).update(created=notice.posted, updated=last, last_post_on=last)
    return topic


def fill() -> None:
    """The board with all notices, the oldest first."""
    call_command("migrate", verbosity=0)
    for office in OFFICES:
        if office != GUEST:
            get_user_model().objects.create_user(office, password=None)
    forum = Forum.objects.create(name="공지사항", type=Forum.FORUM_POST)
    for permission in ("can_see_forum", "can_read_forum", "can_download_file"):
        assign_perm(permission, AnonymousUser(), forum)
    for notice in sorted(NOTICES, key=lambda notice: notice.posted):
        topic = add_topic(forum, notice)
        if notice.deleted:
            topic.delete()


def change() -> None:
    """One topic edited, one new, one removed, one pinned, one comment more."""
    edited = datetime(2025, 3, 2, 9, 30, tzinfo=SEOUL)
    first = Topic.objects.get(subject="제1호 도로 굴착 공사 안내")
    opening = first.first_post
    opening.content = "바뀐 본문입니다."
    opening.save()
    Post.objects.filter(pk=opening.pk).update(updates_count=1, updated=edited, updated_by=first.poster)
    Topic.objects.get(subject__startswith="제2호").delete()
    third = Topic.objects.get(subject__startswith="제3호")
    third.subject, third.type = "제3호 제목을 고친 안내", Topic.TOPIC_STICKY
    third.save()
    Post.objects.filter(pk=third.first_post.pk).update(subject=third.subject)
    add_post(Topic.objects.get(subject__startswith="제4호"), "총무과", "뒤늦은 답글", edited)
    if not Topic.objects.filter(subject="새 글").exists():
        topic = Topic(forum=first.forum, poster=first.poster, subject="새 글", type=Topic.TOPIC_POST, status=Topic.TOPIC_UNLOCKED, approved=True)
        topic.save()
        add_post(topic, "총무과", "새로 올린 글입니다.", edited)
        Topic.objects.filter(pk=topic.pk).update(created=edited, last_post_on=edited)


def dump() -> dict[str, Any]:
    """The list's path and every topic as the database has it."""
    forum = Forum.objects.get()
    return {"list": reverse("forum:forum", kwargs={"slug": forum.slug, "pk": forum.pk}), "topics": [_topic(topic) for topic in Topic.objects.order_by("pk")]}


def _topic(topic: Topic) -> dict[str, Any]:
    opening, *replies = topic.posts.filter(approved=True).order_by("created")
    return {
        "id": str(topic.pk),
        "title": topic.subject,
        "author": _author(opening),
        "posted": opening.created.isoformat(),
        "modified": opening.updated.isoformat() if opening.updates_count else None,
        "html": str(opening.content.rendered),
        "pinned": topic.type != Topic.TOPIC_POST,
        "state": "listed",
        "files": [_file(attachment) for attachment in opening.attachments.order_by("pk")],
        "comments": [
            {"id": str(reply.pk), "author": _author(reply), "posted": reply.created.isoformat(), "html": str(reply.content.rendered)} for reply in replies
        ],
    }


def _author(post: Post) -> str:
    return post.poster.get_username() if post.poster else post.username


def _file(attachment: Attachment) -> dict[str, Any]:
    content = attachment.file.read()
    return {"name": attachment.filename, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


if __name__ == "__main__":
    orders = {"fill": fill, "change": change, "dump": lambda: print(json.dumps(dump(), ensure_ascii=False)), "serve": serve}
    orders[sys.argv[2]]()
