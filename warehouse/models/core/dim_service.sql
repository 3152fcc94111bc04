{{ config(materialized='table') }}

with

services as (

    {{ newest_file('services') }}

),

carriers as (

    select * from {{ ref('dim_carrier') }}

),

sites as (

    select * from {{ ref('dim_site') }}

),

quartiers as (

    select * from {{ ref('dim_area') }} where area_kind = 'quartier'

),

final as (

    select
        services.service,
        services.name,
        services.carrier,
        carriers.name as carrier_name,
        services.quartier,
        quartiers.name as quartier_name,
        services.site,
        sites.name as site_name,
        services.origin,
        services.contact_point,
        services.valid_from,
        services.valid_to
    from services
    left join carriers on services.carrier = carriers.carrier
    left join sites on services.site = sites.site
    left join quartiers on services.quartier = quartiers.area

)

select * from final
