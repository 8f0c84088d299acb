from django.apps import AppConfig


class Figures(AppConfig):
    name = "dodomu.figures"
    label = "figures"
