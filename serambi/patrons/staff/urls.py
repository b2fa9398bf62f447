from django.urls import path

from serambi.patrons.staff import act_views, family_views, member_views, register_views, settings_views

app_name = "patrons-staff"
urlpatterns = [
    path("", member_views.patrons, name="patrons"),
    path("new/", register_views.register, name="register"),
    path("<int:pk>/", member_views.patron, name="patron"),
    path("<int:pk>/edit/", register_views.edit, name="edit"),
    path("<int:pk>/verify/", register_views.verify, name="verify"),
    path("<int:pk>/renew/", act_views.renew, name="renew"),
    path("<int:pk>/card/", act_views.card, name="card"),
    path("<int:pk>/pin/", act_views.pin, name="pin"),
    path("<int:pk>/block/", act_views.block, name="block"),
    path("<int:pk>/blocks/<int:block_pk>/lift/", act_views.lift, name="lift"),
    path("<int:pk>/close/", act_views.close, name="close"),
    path("<int:pk>/reopen/", act_views.reopen, name="reopen"),
    path("<int:pk>/erase/", act_views.erase, name="erase"),
    path("<int:pk>/guardian/", family_views.guardian, name="guardian"),
    path("<int:pk>/guardians/<int:guardian_pk>/end/", family_views.end, name="guardian-end"),
    path("<int:pk>/consent/<slug:purpose>/", family_views.consent, name="consent"),
    path("<int:pk>/consents/<int:consent_pk>/withdraw/", family_views.withdraw, name="withdraw"),
    path("settings/", settings_views.categories, name="categories"),
    path("settings/category/new/", settings_views.add_category, name="category-add"),
    path("settings/category/<slug:code>/", settings_views.category, name="category"),
    path("settings/numbers/", settings_views.numbers, name="numbers"),
    path("settings/texts/", settings_views.texts, name="texts"),
    path("settings/texts/<slug:purpose>/", settings_views.text, name="text"),
]
