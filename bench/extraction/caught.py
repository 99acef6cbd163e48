"""Faults that the corpus caught, by part and shape: each was read wrong, or not at all, and has been right since."""

from __future__ import annotations

CAUGHT = (
    ("platform", "smf: 2.1", "who started a topic was not read in lists"),
    ("platform", "nodebb: persona", "neither author nor date was read in lists"),
    ("platform", "drupal: table", "the column headed 작성자 was not read where it is a view's table"),
    ("platform", "gnuboard5: gallery", "a list without a table was refused"),
    ("platform", "gnuboard5: small screen", "a list without a table was refused"),
    ("platform", "rhymix: webzine", "a list without a table was refused"),
    ("platform", "egov: items", "a list without a table was refused"),
    ("platform", "bbsntt: gallery", "a list without a table was refused"),
    ("platform", "k2web: gallery", "a list without a table was refused"),
    ("platform", "kboard: thumbnails", "a list without a table was refused"),
    ("platform", "k2web: older", "titles in plain text beside a mark were refused"),
    ("platform", "gnuboard5: pictures for marks", "posts of 5.0 to 5.3, whose heading is plain, were refused"),
    ("platform", "rhymix: sketchbook", "posts whose date stands before the heading were refused"),
    ("unseen", "unseen: shop", "the number of the list page in the posts' addresses made page 2 unreadable"),
    ("unseen", "unseen: blog", "a category that every row shows made notices of all; a file's name was taken for the author"),
    ("unseen", "unseen: small program", "header words with their letters set apart were not understood"),
    ("unseen", "unseen: foreign forum", "the author in a pane beside the post was not read, and the verdict was sure"),
    ("evaluated", "evaluated: cells for a header, short years", "dates under an unknown word were not read although the posts say the same"),
    ("evaluated", "evaluated: tiles, undated", "a box of newest posts was taken for the list"),
    ("evaluated", "evaluated: photos", "the two ways of finding rows differed on a grid of cells"),
)
