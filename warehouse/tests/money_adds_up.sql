{{ config(meta={'message': 'Die Summen der Maßnahmen und die Mittelbewegungen stimmen nicht überein. Fehlt eine Maßnahme in der Maßnahmenliste, zu der Buchungen vorliegen?'}) }}

with

booked as (

    select
        case kind when 'amended' then 'approved' else kind end as stage,
        sum(amount) as amount
    from {{ ref('fct_movement') }}
    where kind in ('drawn', 'received', 'spent', 'evidenced', 'accepted', 'repaid')
    group by all

),

measures as (

    {%- for stage in ['drawn', 'received', 'spent', 'evidenced', 'accepted', 'repaid'] %}
    {% if not loop.first %}union all {% endif %}select '{{ stage }}' as stage, sum({{ stage }}) as amount from {{ ref('mart_measure') }}
    {%- endfor %}

)

select *
from measures
left join booked using (stage)
where coalesce(measures.amount, 0) <> coalesce(booked.amount, 0)
