with

source as (

    select * from {{ source('landed', 'findings') }}

),

renamed as (

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
        subject,
        month
    from source

)

select * from renamed
