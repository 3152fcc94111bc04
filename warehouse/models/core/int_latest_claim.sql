{{ config(materialized='table') }}

with

claims as (

    select * from {{ ref('stg_coverage') }}

),

latest as (

    select
        source,
        subject,
        month,
        carrier,
        max(sequence) as sequence
    from claims
    group by source, subject, month, carrier

)

select * from latest
