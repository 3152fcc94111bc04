with

settings as (

    select * from {{ ref('stg_settings') }}

),

deliveries as (

    select max(received_at) as stand from {{ ref('stg_deliveries') }}

),

months as (

    select
        min(month) as first_month,
        max(month) as through_month
    from {{ ref('dim_month') }}

),

final as (

    select
        settings.municipality,
        settings.municipality_name,
        deliveries.stand,
        months.through_month,
        months.first_month,
        settings.example,
        settings.minimum_contacts,
        settings.sensitive_contacts,
        settings.council_base,
        settings.council_breakdown,
        settings.delivery_due_day,
        settings.spend_within_months
    from settings
    cross join deliveries
    cross join months

)

select * from final
