{# The hash of a text as 64 hex digits. #}
{% macro sha256(text) -%}
sha256({{ text }})
{%- endmacro %}
