"""Addresses of the record's editor, below /staff/catalogue/records/."""

from django.urls import path

from serambi.catalogue.staff import editing, record_care, record_help

urlpatterns = [
    path("new/", editing.new, name="record-new"),
    path("advice/", record_help.advise, name="record-advice"),
    path("headings/", record_help.headings, name="record-headings"),
    path("fields/", record_help.field_help, name="record-fields"),
    path("deleted/", record_care.deleted, name="deleted"),
    path("deleted/<int:pk>/", record_care.bring_back, name="deleted-back"),
    path("templates/<int:pk>/forget/", record_care.forget_template, name="template-forget"),
    path("<int:pk>/edit/", editing.edit, name="record-edit"),
    path("<int:pk>/edit/alive/", record_help.alive, name="record-alive"),
    path("<int:pk>/edit/take-over/", record_help.take_over, name="record-take-over"),
    path("<int:pk>/edit/leave/", record_help.let_go, name="record-leave"),
    path("<int:pk>/care/", record_care.care, name="record-care"),
    path("<int:pk>/care/cover/", record_care.cover, name="record-cover"),
    path("<int:pk>/care/show/", record_care.show, name="record-show"),
    path("<int:pk>/care/delete/", record_care.delete, name="record-delete"),
]
