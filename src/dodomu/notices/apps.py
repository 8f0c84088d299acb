from django.apps import AppConfig


class Notices(AppConfig):
    name = "dodomu.notices"
    label = "notices"
