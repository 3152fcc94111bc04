with

findings as (

    select * from {{ ref('stg_findings') }}

),

deliveries as (

    select * from {{ ref('mart_delivery') }}

),

conflicts as (

    select * from {{ ref('int_conflict') }}

),

joined as (

    select
        findings.delivery,
        findings.source,
        findings.file,
        findings.sheet,
        findings.cell,
        findings.row,
        findings.column_name,
        findings.rule,
        findings.message,
        findings.severity,
        deliveries.subjects,
        findings.subject,
        findings.month
    from findings
    inner join deliveries on findings.delivery = deliveries.delivery

    union all

    select
        conflicts.delivery,
        deliveries.source,
        deliveries.file,
        cast(null as varchar) as sheet,
        cast(null as varchar) as cell,
        cast(null as bigint) as row,
        cast(null as varchar) as column_name,
        conflicts.rule,
        conflicts.message,
        conflicts.severity,
        [conflicts.service] as subjects,
        conflicts.service as subject,
        conflicts.month
    from conflicts
    inner join deliveries on conflicts.delivery = deliveries.delivery

),

final as (

    select
        delivery,
        source,
        file,
        sheet,
        cell,
        row,
        column_name,
        rule,
        message,
        severity,
        subjects,
        subject,
        month
    from joined

)

select * from final
