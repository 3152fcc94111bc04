{{ config(materialized='table') }}

with

final as (

    select * from {{ ref('int_service_measure') }}

    union all

    select * from {{ ref('int_event_measure') }}

    union all

    select * from {{ ref('int_grant_measure') }}

    union all

    select * from {{ ref('int_staffing_measure') }}

)

select * from final
