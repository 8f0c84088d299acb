from django.apps import AppConfig


class Web(AppConfig):
    name = "dodomu.web"
    label = "web"
