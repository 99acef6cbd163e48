"""Speed as ratios: what Panjeon costs beside an empty Scrapy spider and beside the usual way, measured in one run on one machine."""
