{{ config(meta={'message': 'Bei Einzelkontakten ergeben die Ausprägungen eines Merkmals nicht die Gesamtzahl.'}) }}

{# Tallies may contradict themselves; that is a finding for their sender. Rows cannot. #}
with

counts as (

    select * from {{ ref('fct_contact_count') }} where origin = 'rows'

),

totals as (

    select service, month, quartier, contacts
    from counts
    where dimension = 'total'

),

breakdowns as (

    select
        service,
        month,
        quartier,
        dimension,
        sum(contacts) as contacts,
        max(contacts) as largest
    from counts
    where dimension <> 'total'
    group by service, month, quartier, dimension

)

select *
from breakdowns
inner join totals
    on breakdowns.service = totals.service
    and breakdowns.month = totals.month
    and breakdowns.quartier is not distinct from totals.quartier
where case breakdowns.dimension
    when 'topic' then breakdowns.contacts < totals.contacts or breakdowns.largest > totals.contacts
    else breakdowns.contacts <> totals.contacts
end
