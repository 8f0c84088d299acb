from django.apps import AppConfig


class Units(AppConfig):
    name = "dodomu.units"
    label = "units"
