from django.apps import AppConfig


class Jobs(AppConfig):
    name = "dodomu.jobs"
    label = "jobs"
