with

measures as (

    select * from {{ ref('dim_measure') }}

),

stages as (

    select * from {{ ref('fct_grant_stage') }}

),

programmes as (

    {{ newest_file('programmes') }}

),

carriers as (

    select * from {{ ref('dim_carrier') }}

),

quartiers as (

    select * from {{ ref('dim_area') }} where area_kind = 'quartier'

),

categories as (

    select * from {{ ref('stg_categories') }} where source = 'measures' and column_name = 'financing'

),

amounts as (

    select
        measure,
        {%- for stage in ['applied', 'approved', 'drawn', 'received', 'spent', 'evidenced', 'accepted', 'repaid'] %}
        cast(sum(case stage when '{{ stage }}' then amount end) as decimal(14, 2)) as {{ stage }}
        {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from stages
    group by measure

),

final as (

    select
        measures.measure,
        measures.title,
        programmes.name as programme_name,
        measures.granting_authority,
        measures.notice_ref,
        measures.notice_date,
        measures.grant_from,
        measures.grant_to,
        categories.name as financing_name,
        measures.eligible_costs,
        measures.own_contribution,
        measures.third_party,
        carriers.name as carrier_name,
        measures.quartier,
        quartiers.name as quartier_name,
        {%- for stage in ['applied', 'approved', 'drawn', 'received', 'spent', 'evidenced', 'accepted', 'repaid'] %}
        coalesce(amounts.{{ stage }}, 0) as {{ stage }},
        {%- endfor %}
        measures.proof_due,
        measures.earmarked_until
    from measures
    left join amounts on measures.measure = amounts.measure
    left join programmes on measures.programme = programmes.programme
    left join carriers on measures.carrier = carriers.carrier
    left join quartiers on measures.quartier = quartiers.area
    left join categories on measures.financing = categories.category

)

select * from final
