with

source as (

    select * from {{ source('landed', 'deliveries') }}

),

renamed as (

    select
        delivery,
        sequence,
        source,
        status,
        file,
        received_at,
        received_by,
        encoding,
        profile,
        rows_in,
        rows_landed,
        rows_rejected,
        note
    from source

)

select * from renamed
