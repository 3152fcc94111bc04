{{ config(meta={'message': 'Für ein Angebot, einen Monat und einen Träger zählen zwei Lieferungen zugleich.'}) }}

select
    service,
    month,
    carrier
from {{ ref('fct_contact') }}
group by service, month, carrier
having count(distinct delivery) > 1
