from django.apps import AppConfig


class Access(AppConfig):
    name = "dodomu.access"
    label = "access"
