"""What of the editorial pages leaves with the library, and the word for Wagtail's own tables (`kit.leaving`)."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {
    "HomePage": _("The home page with its blocks"),
    "NewsIndex": _("The page above the news"),
    "NewsPage": _("News"),
    "InfoIndex": _("The page above the information pages"),
    "InfoPage": _("Information pages"),
    "FaqPage": _("Questions and answers"),
    "CampaignIndex": _("The page above the campaigns"),
    "CampaignPage": _("Campaigns"),
    "BannerIndex": _("The page above the banners"),
    "BannerPage": _("Banners with dates and audience"),
    "Picture": _("Pictures with their texts; the files stand beside"),
    "wagtaildocs.Document": _("Documents; the files stand beside"),
    "wagtailcore.Page": _("The tree of all pages"),
    "wagtailcore.Revision": _("Former versions of pages"),
    "wagtailcore.PageLogEntry": _("Who changed which page when"),
    "wagtailcore.Site": _("Which page is the home page"),
    "wagtailcore.Locale": _("Languages of the pages"),
    "wagtailcore.Collection": _("Folders of pictures and documents"),
    "wagtailcore.Comment": _("Remarks of editors on pages"),
    "wagtailcore.CommentReply": _("Answers to such remarks"),
    "wagtailredirects.Redirect": _("Addresses that moved"),
    "taggit.Tag": _("Tags"),
    "taggit.TaggedItem": _("What has which tag"),
}
LEFT_OUT = {
    "SecondPersonTask": _("the editor's workflow, made anew when it is set up"),
    "PictureRendition": _("sizes of pictures, made anew from them"),
    "wagtailcore.*": _("the editor's own rights, workflows and lists"),
    "wagtailimages.*": _("the editor's own form of pictures; ours are exported"),
    "wagtailsearch.*": _("the editor's search index, made anew"),
    "wagtailadmin.*": _("the editor's sessions and forms of this moment"),
    "wagtailusers.*": _("how single people like the editor to look"),
}
