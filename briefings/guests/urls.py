from django.urls import path

from briefings.guests.pages import guest_page

urlpatterns = [path("<str:token>/", guest_page, name="guest-page")]
