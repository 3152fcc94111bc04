{{ config(meta={'message': 'Zu einem gemeldeten Quartiersmonat fehlt die Prüfsumme.'}) }}

select
    expected.quartier,
    expected.month
from {{ ref('mart_expected') }} as expected
left join {{ ref('mart_month_digest') }} as digests
    on expected.quartier = digests.quartier
    and expected.month = digests.month
where expected.quartier is not null
    and expected.state = 'reported'
    and digests.digest is null
