from django.apps import AppConfig


class Enquiries(AppConfig):
    name = "dodomu.enquiries"
    label = "enquiries"
