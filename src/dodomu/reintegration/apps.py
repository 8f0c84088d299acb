from django.apps import AppConfig


class Reintegration(AppConfig):
    name = "dodomu.reintegration"
    label = "reintegration"
