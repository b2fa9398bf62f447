from serambi.editorial.models.approval import SecondPersonTask
from serambi.editorial.models.banner import BannerIndex, BannerPage
from serambi.editorial.models.home import HomePage
from serambi.editorial.models.pages import (
    CampaignIndex,
    CampaignPage,
    FaqPage,
    InfoIndex,
    InfoPage,
    NewsIndex,
    NewsPage,
)
from serambi.editorial.models.picture import Picture, PictureRendition

__all__ = [
    "BannerIndex", "BannerPage", "CampaignIndex", "CampaignPage", "FaqPage", "HomePage", "InfoIndex", "InfoPage",
    "NewsIndex", "NewsPage", "Picture", "PictureRendition", "SecondPersonTask",
]  # fmt: skip
