-- The same ids. A function in SQL that cannot be inlined is planned anew at each call, which cost a tenth
-- of creating a payment; one in PL/pgSQL is not.
create or replace function public.uuidv7() returns uuid
    language plpgsql
    volatile
    parallel safe
as $$
declare
    micros constant bigint := extract(epoch from clock_timestamp()) * 1000000;
begin
    return encode(
        int8send((micros / 1000 << 16) | 28672 | ((micros % 1000) * 4096 / 1000))
            || substring(uuid_send(gen_random_uuid()) from 9),
        'hex');
end;
$$;
