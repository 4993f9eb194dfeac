"""What a household receives in social minima and in benefits altogether."""

from openfisca_secu.model_api import MONTH, Famille, Variable, articles, divide

OF_A_PERSON = ("aspa", "asi", "aah", "mva", "complement_ressources_aah", "ass")


class minima_sociaux(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Minima sociaux perçus par la famille"
    documentation = """
    ASPA, ASI, AAH et ses compléments ; revenu de solidarité active et allocation de solidarité spécifique, que d'autres
    codes fixent, tels que donnés.
    """
    reference = articles("L815-1", "L815-24", "L821-1")
    set_input = divide

    def formula(famille, period):
        of_persons = sum(famille.members(name, period) for name in OF_A_PERSON)
        return famille.sum(of_persons) + famille("rsa", period)


class prestations_sociales(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestations sociales perçues par la famille, nettes de CRDS"
    documentation = "Prestations familiales, minima sociaux, prime d'activité ; aide au logement telle que donnée."
    reference = articles("L511-1", "L815-1", "L821-1", "L841-1")
    set_input = divide

    def formula(famille, period):
        return (
            famille("prestations_familiales_nettes", period)
            + famille("minima_sociaux", period)
            + famille("ppa_versee", period)
            + famille("aide_logement", period)
        )
