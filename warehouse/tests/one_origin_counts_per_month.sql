{{ config(meta={'message': 'Für ein Angebot und einen Monat zählen Einzelkontakte und Monatszahlen zugleich, oder nicht die, für die entschieden wurde.'}) }}

with

counted as (

    select distinct service, {{ month_of('date') }} as month, 'rows' as origin from {{ ref('fct_contact') }}

    union all

    select distinct service, month, 'tally' as origin from {{ ref('fct_tally') }}

),

expected as (

    select * from {{ ref('dim_expected') }}

),

decisions as (

    select * from {{ ref('int_decision') }}

)

select
    counted.service,
    counted.month
from counted
left join expected
    on counted.service = expected.service
    and counted.month = expected.month
left join decisions
    on counted.service = decisions.service
    and counted.month = decisions.month
where counted.origin is distinct from expected.origin
    or (expected.conflict = 'decided' and counted.origin <> decisions.origin)
