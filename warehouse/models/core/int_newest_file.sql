with

claims as (

    select * from {{ ref('stg_coverage') }}

),

newest as (

    select
        source,
        max_by(delivery, sequence) as delivery
    from claims
    where subject is null and month is null
    group by source

)

select * from newest
