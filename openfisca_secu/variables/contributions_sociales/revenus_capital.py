"""CSG, CRDS and the levies of the same base on income from property and investments (L136-6, L136-7, L136-8)."""

from numpy import maximum, minimum, where

from openfisca_secu.model_api import YEAR, FoyerFiscal, Variable, articles

_ON_THE_ROLL = "Montants portés au rôle, hors ceux qui ont déjà supporté la contribution à la source (L136-7)."


class csg_capital_non_resident(Variable):
    value_type = bool
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Foyer qui n'est pas fiscalement domicilié en France"
    documentation = """
    Il ne doit la contribution que sur ses revenus fonciers et plus-values immobilières de source française.
    """
    reference = articles("L136-6", "L136-7")


class csg_capital_regime_europeen(Variable):
    value_type = bool
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Foyer affilié à l'assurance maladie d'un autre État européen ou de la Suisse, sans être à charge en France"
    documentation = "Justifié par une attestation sur l'honneur ou un formulaire S1 ou A1 (D136-3, D136-4)."
    reference = articles("L136-6", "L136-7")


class csg_patrimoine_rentes_viageres(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Rentes viagères constituées à titre onéreux, fraction imposable"
    documentation = _ON_THE_ROLL
    reference = articles("L136-6")


class csg_patrimoine_capitaux_mobiliers(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Revenus de capitaux mobiliers portés au rôle, avant abattement de 40 % et frais"
    documentation = _ON_THE_ROLL
    reference = articles("L136-6")


class csg_patrimoine_plus_values(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Plus-values et gains en capital soumis à l'impôt sur le revenu, avant abattement pour durée de détention"
    documentation = "Distributions, bons de créateurs d'entreprise et gains de dirigeants de L136-6, I, e compris."
    reference = articles("L136-6")


class csg_patrimoine_benefices_non_professionnels(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = (
        "Bénéfices industriels, commerciaux, non commerciaux et agricoles non professionnels, location meublée comprise"
    )
    documentation = "Ceux qui ne supportent pas la contribution des revenus d'activité ; sans le coefficient de 1,25."
    reference = articles("L136-6")


class csg_patrimoine_autres_revenus(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = (
        "Autres revenus du patrimoine : taxations d'office, train de vie, plus-values exonérées de L136-6, I, 3° et 4°"
    )
    reference = articles("L136-6")


class csg_placement_interets_dividendes(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Intérêts, dividendes et autres produits de placement au taux de droit commun"
    documentation = """
    Payés par un établissement établi en France. L'épargne-logement ouverte depuis 2018, dont les intérêts sont
    imposés, en est ; les gains d'un plan d'épargne en actions ou salariale aussi. Les produits d'avant 2018 que la loi
    2017-1836 laisse aux taux historiques (article 8, V, C) n'y sont pas distingués.
    """
    reference = articles("L136-7")


class csg_placement_assurance_vie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Produits des bons et contrats de capitalisation et d'assurance-vie"
    reference = articles("L136-7", "L136-8")


class csg_placement_epargne_logement(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Intérêts et primes des comptes d'épargne-logement d'avant 2018, intérêts exonérés et primes des plans"
    reference = articles("L136-7", "L136-8")


class csg_placement_epargne_populaire(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Produits et rentes des plans d'épargne populaire"
    reference = articles("L136-7", "L136-8")


class plus_value_immobiliere(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Plus-value immobilière imposable de l'année, avant abattement pour durée de détention"
    reference = articles("L136-7")


class plus_value_immobiliere_annees_detention(Variable):
    value_type = int
    min_value = 0
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Années entières de détention du bien cédé"
    reference = articles("L136-7")


class option_imposition_bareme(Variable):
    value_type = bool
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Revenus mobiliers et gains imposés au barème de l'impôt sur le revenu, sur option"
    documentation = """
    Depuis 2018 ; avant, l'imposition au barème était la règle. Elle rend une part de la CSG déductible.
    """
    reference = articles("L136-6", "L136-7")


class csg_capital_redevable(Variable):
    value_type = bool
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Le foyer doit la CSG et la CRDS sur ses revenus du patrimoine"
    reference = articles("L136-6")

    def formula_2018(foyer_fiscal, period):
        return ~foyer_fiscal("csg_capital_regime_europeen", period)

    def formula(foyer_fiscal, period):
        return foyer_fiscal.filled_array(True)


class csg_placement_redevable(Variable):
    value_type = bool
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Le foyer doit la CSG et la CRDS sur ses produits de placement"
    reference = articles("L136-7")

    def formula_2019(foyer_fiscal, period):
        return ~foyer_fiscal("csg_capital_regime_europeen", period)

    def formula(foyer_fiscal, period):
        return foyer_fiscal.filled_array(True)


class assiette_csg_revenus_fonciers(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Revenus fonciers soumis à la CSG"
    reference = articles("L136-6", "L136-8")

    def formula(foyer_fiscal, period):
        return maximum(foyer_fiscal("revenu_categoriel_foncier", period), 0)


class assiette_csg_revenus_patrimoine(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Revenus du patrimoine soumis à la CSG, hors revenus fonciers"
    reference = articles("L136-6")

    def formula(foyer_fiscal, period):
        due = (
            foyer_fiscal("csg_patrimoine_rentes_viageres", period)
            + foyer_fiscal("csg_patrimoine_capitaux_mobiliers", period)
            + foyer_fiscal("csg_patrimoine_plus_values", period)
            + foyer_fiscal("csg_patrimoine_benefices_non_professionnels", period)
            + foyer_fiscal("csg_patrimoine_autres_revenus", period)
        )
        return where(foyer_fiscal("csg_capital_non_resident", period), 0, due)


class abattement_plus_value_immobiliere(Variable):
    value_type = float
    unit = "/1"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Abattement pour durée de détention sur la plus-value immobilière, pour la CSG"
    documentation = "Il ne s'applique pas aux biens meubles (code général des impôts, article 150 UA)."
    reference = articles("L136-7")

    def formula_2014(foyer_fiscal, period, parameters):
        scale = parameters(period).contributions_sociales.revenus_capital.abattement_plus_values_immobilieres
        return minimum(scale.calc(foyer_fiscal("plus_value_immobiliere_annees_detention", period)), 1)


class assiette_csg_plus_values_immobilieres(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Plus-values immobilières soumises à la CSG"
    reference = articles("L136-7")

    def formula_2014(foyer_fiscal, period):
        kept = 1 - foyer_fiscal("abattement_plus_value_immobiliere", period)
        return foyer_fiscal("plus_value_immobiliere", period) * kept


class assiette_csg_produits_placement(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Produits de placement soumis à la CSG au taux de droit commun"
    reference = articles("L136-7")

    def formula(foyer_fiscal, period):
        due = foyer_fiscal("csg_placement_interets_dividendes", period)
        return where(foyer_fiscal("csg_capital_non_resident", period), 0, due)


class assiette_csg_produits_placement_taux_maintenu(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Assurance-vie, épargne-logement et épargne populaire soumises à la CSG au taux maintenu"
    reference = articles("L136-7", "L136-8")

    def formula(foyer_fiscal, period):
        due = (
            foyer_fiscal("csg_placement_assurance_vie", period)
            + foyer_fiscal("csg_placement_epargne_logement", period)
            + foyer_fiscal("csg_placement_epargne_populaire", period)
        )
        return where(foyer_fiscal("csg_capital_non_resident", period), 0, due)


class csg_patrimoine(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "CSG sur les revenus du patrimoine de l'année, avant le seuil de recouvrement"
    documentation = """
    À la lettre, le taux maintenu de L136-8, IV, 1° vise les revenus du a du I de L136-6, et non les revenus fonciers
    des non-résidents (I bis) : ceux-ci sont ici au taux de droit commun depuis 2025. Point à confirmer.
    """
    reference = articles("L136-6", "L136-8")

    def formula_2004(foyer_fiscal, period, parameters):
        rate = parameters(period).contributions_sociales.revenus_capital.csg.patrimoine
        of_land = where(foyer_fiscal("csg_capital_non_resident", period), rate.droit_commun, rate.taux_maintenu)
        due = of_land * foyer_fiscal("assiette_csg_revenus_fonciers", period)
        due = due + rate.droit_commun * foyer_fiscal("assiette_csg_revenus_patrimoine", period)
        return foyer_fiscal("csg_capital_redevable", period) * due


class csg_produits_placement(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "CSG sur les produits de placement et les plus-values immobilières de l'année"
    documentation = """
    À la lettre, le taux maintenu de L136-8, IV, 2° vise les plus-values du 2° du I de L136-7, et non celles des
    non-résidents (I bis) : celles-ci sont ici au taux de droit commun depuis 2026. Point à confirmer.
    """
    reference = articles("L136-7", "L136-8")

    def formula_2005(foyer_fiscal, period, parameters):
        rate = parameters(period).contributions_sociales.revenus_capital.csg.placement
        of_gains = where(foyer_fiscal("csg_capital_non_resident", period), rate.droit_commun, rate.taux_maintenu)
        due = (
            rate.droit_commun * foyer_fiscal("assiette_csg_produits_placement", period)
            + rate.taux_maintenu * foyer_fiscal("assiette_csg_produits_placement_taux_maintenu", period)
            + of_gains * foyer_fiscal("assiette_csg_plus_values_immobilieres", period)
        )
        return foyer_fiscal("csg_placement_redevable", period) * due


class crds_patrimoine(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "CRDS sur les revenus du patrimoine de l'année, avant le seuil de recouvrement"
    reference = articles("L136-6")

    def formula(foyer_fiscal, period, parameters):
        rate = parameters(period).contributions_sociales.revenus_capital.crds
        base = _patrimoine(foyer_fiscal, period)
        return foyer_fiscal("csg_capital_redevable", period) * rate * base


class autres_prelevements_patrimoine(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Prélèvement de solidarité (et, avant 2018, prélèvement social) sur les revenus du patrimoine"
    documentation = "Fixé par le code général des impôts ; il reste dû par les affiliés d'un autre régime européen."
    reference = articles("L136-6")

    def formula_2012(foyer_fiscal, period, parameters):
        rate = parameters(period).contributions_sociales.revenus_capital.autres_prelevements.patrimoine
        return rate * _patrimoine(foyer_fiscal, period)


class crds_produits_placement(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "CRDS sur les produits de placement et les plus-values immobilières de l'année"
    reference = articles("L136-7")

    def formula(foyer_fiscal, period, parameters):
        rate = parameters(period).contributions_sociales.revenus_capital.crds
        return foyer_fiscal("csg_placement_redevable", period) * rate * _placement(foyer_fiscal, period)


class autres_prelevements_produits_placement(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Prélèvement de solidarité (et, avant 2019, prélèvement social) sur les produits de placement"
    documentation = "Fixé par le code général des impôts ; il reste dû par les affiliés d'un autre régime européen."
    reference = articles("L136-7")

    def formula_2013(foyer_fiscal, period, parameters):
        rate = parameters(period).contributions_sociales.revenus_capital.autres_prelevements.placement
        return rate * _placement(foyer_fiscal, period)


class patrimoine_recouvre(Variable):
    value_type = bool
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Les prélèvements sociaux sur les revenus du patrimoine atteignent le seuil de recouvrement"
    reference = articles("L136-6")

    def formula_2012(foyer_fiscal, period, parameters):
        least = parameters(period).contributions_sociales.revenus_capital.seuil_recouvrement
        total = (
            foyer_fiscal("csg_patrimoine", period)
            + foyer_fiscal("crds_patrimoine", period)
            + foyer_fiscal("autres_prelevements_patrimoine", period)
        )
        return total >= least


class csg_revenus_capital(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "CSG sur les revenus du capital"
    reference = articles("L136-6", "L136-7", "L136-8")

    def formula_2012(foyer_fiscal, period):
        on_the_roll = foyer_fiscal("csg_patrimoine", period) * foyer_fiscal("patrimoine_recouvre", period)
        return on_the_roll + foyer_fiscal("csg_produits_placement", period)


class crds_revenus_capital(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "CRDS sur les revenus du capital"
    reference = articles("L136-6", "L136-7")

    def formula_2012(foyer_fiscal, period):
        on_the_roll = foyer_fiscal("crds_patrimoine", period) * foyer_fiscal("patrimoine_recouvre", period)
        return on_the_roll + foyer_fiscal("crds_produits_placement", period)


class prelevement_solidarite_revenus_capital(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Prélèvement de solidarité (et, avant 2018 ou 2019, prélèvement social) sur les revenus du capital"
    reference = articles("L136-6", "L136-7")

    def formula_2013(foyer_fiscal, period):
        on_the_roll = foyer_fiscal("autres_prelevements_patrimoine", period) * foyer_fiscal(
            "patrimoine_recouvre", period
        )
        return on_the_roll + foyer_fiscal("autres_prelevements_produits_placement", period)


class prelevements_sociaux_revenus_capital(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Prélèvements sociaux sur les revenus du capital : CSG, CRDS et prélèvement de solidarité"
    reference = articles("L136-6", "L136-7", "L136-8")

    def formula_2013(foyer_fiscal, period):
        return (
            foyer_fiscal("csg_revenus_capital", period)
            + foyer_fiscal("crds_revenus_capital", period)
            + foyer_fiscal("prelevement_solidarite_revenus_capital", period)
        )


class prelevements_sociaux_plus_values(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Part des prélèvements sociaux sur les revenus du capital qui porte sur des plus-values"
    documentation = "Mobilières portées au rôle, et immobilières."
    reference = articles("L136-6", "L136-7", "L136-8")

    def formula_2013(foyer_fiscal, period, parameters):
        law = parameters(period).contributions_sociales.revenus_capital
        abroad = foyer_fiscal("csg_capital_non_resident", period)
        on_the_roll = foyer_fiscal("patrimoine_recouvre", period) & ~abroad
        csg_crds = law.csg.patrimoine.droit_commun + law.crds
        rate = foyer_fiscal("csg_capital_redevable", period) * csg_crds + law.autres_prelevements.patrimoine
        of_securities = rate * on_the_roll * foyer_fiscal("csg_patrimoine_plus_values", period)
        csg_crds = where(abroad, law.csg.placement.droit_commun, law.csg.placement.taux_maintenu) + law.crds
        rate = foyer_fiscal("csg_placement_redevable", period) * csg_crds + law.autres_prelevements.placement
        return of_securities + rate * foyer_fiscal("assiette_csg_plus_values_immobilieres", period)


class csg_deductible_revenus_capital(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Part de la CSG sur les revenus du capital déductible du revenu imposable"
    documentation = """
    La règle est celle du code général des impôts (article 154 quinquies) : revenus imposés au barème, et fonciers
    toujours. Les plus-values immobilières et l'épargne exonérée n'en sont pas ; l'assurance-vie n'est pas comptée.
    """
    reference = articles("L136-8")

    def formula_2018(foyer_fiscal, period, parameters):
        return _deductible(foyer_fiscal, period, parameters, foyer_fiscal("option_imposition_bareme", period))

    def formula_2012(foyer_fiscal, period, parameters):
        return _deductible(foyer_fiscal, period, parameters, 1)


class acompte_csg_patrimoine(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Prélèvement contemporain de l'année sur les revenus fonciers, rentes et bénéfices non professionnels"
    documentation = """
    Aux taux de l'année, sur les derniers revenus connus : ici ceux de l'avant-dernière année, que l'administration
    retient de janvier à août, puis ceux de la dernière. Il s'impute sur les contributions dues au titre de l'année.
    Le taux de 10,6 % des revenus de 2025, promulgué le 30 décembre, n'a pu être dans l'acompte de 2025.
    """
    reference = articles("L136-6-1")

    def formula_2019(foyer_fiscal, period, parameters):
        law = parameters(period).contributions_sociales.revenus_capital
        months = law.acompte.mois_sur_avant_derniere_annee
        others = law.crds + law.autres_prelevements.patrimoine
        total = 0
        for year, weight in ((period.n_2, months), (period.last_year, 12 - months)):
            of_land = foyer_fiscal("assiette_csg_revenus_fonciers", year)
            rest = foyer_fiscal("csg_patrimoine_rentes_viageres", year)
            rest = rest + foyer_fiscal("csg_patrimoine_benefices_non_professionnels", year)
            levy = (law.csg.patrimoine.taux_maintenu + others) * of_land
            levy = levy + (law.acompte.csg_droit_commun + others) * rest
            total = total + levy * weight / 12
        resident = ~foyer_fiscal("csg_capital_non_resident", period) & foyer_fiscal("csg_capital_redevable", period)
        return resident * total


def _patrimoine(foyer_fiscal, period):
    land = foyer_fiscal("assiette_csg_revenus_fonciers", period)
    return land + foyer_fiscal("assiette_csg_revenus_patrimoine", period)


def _placement(foyer_fiscal, period):
    return (
        foyer_fiscal("assiette_csg_produits_placement", period)
        + foyer_fiscal("assiette_csg_produits_placement_taux_maintenu", period)
        + foyer_fiscal("assiette_csg_plus_values_immobilieres", period)
    )


def _deductible(foyer_fiscal, period, parameters, by_scale):
    """The deductible rate on what is taxed by the progressive scale: `by_scale` says whether securities income is."""
    rate = parameters(period).contributions_sociales.revenus_capital.csg.deductible
    always = foyer_fiscal("assiette_csg_revenus_fonciers", period)
    always = always + foyer_fiscal("csg_patrimoine_rentes_viageres", period)
    always = always + foyer_fiscal("csg_patrimoine_benefices_non_professionnels", period)
    securities = foyer_fiscal("csg_patrimoine_capitaux_mobiliers", period)
    securities = securities + foyer_fiscal("csg_patrimoine_plus_values", period)
    securities = securities + foyer_fiscal("csg_placement_interets_dividendes", period)
    resident = ~foyer_fiscal("csg_capital_non_resident", period)
    owed = foyer_fiscal("csg_capital_redevable", period) & resident
    return owed * rate * (always + by_scale * securities)
