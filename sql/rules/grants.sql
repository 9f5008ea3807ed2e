-- Keeps true: each login calls what it is for; the rules behind the tables everyone who writes to them.

grant execute on function
    rules.actor_kind(), rules.tenant(), rules.override_reason(), rules.demand_reason(text, text, jsonb),
    rules.clean_bsb(text), rules.check_status_move(payment, payment), rules.check_processing_move(payment, payment),
    rules.is_handed_over(payment), rules.draw_bank_reference(), rules.explain_status(payment),
    rules.follow_status(payment, payment), rules.start_again(payment), rules.check_fixed_fields(payment, payment)
to remit_definer, remit_dba, remit_company, remit_auth, remit_bank, remit_worker,
    remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;

grant execute on function
    rules.act_for(uuid, uuid, text), rules.find_credential(rules.caller),
    rules.authenticate(rules.caller), rules.authenticate_session(rules.caller)
to remit_company, remit_auth;

grant execute on function
    rules.find_staff_session(uuid, bytea), rules.enter_staff(uuid, bytea, text), rules.act_for(uuid, uuid, text),
    rules.find_staff_login(text),
    rules.open_staff_session(uuid, uuid, bytea, staff_session_stage, text, interval, inet, text, text),
    rules.staff_self(uuid, bytea), rules.complete_staff_session(uuid, bytea, bytea, bigint, bytea, text),
    rules.grant_sudo(uuid, bytea, text, bigint, text), rules.draw_totp(uuid, bytea, bytea, text),
    rules.confirm_totp(uuid, bytea, bytea, bytea, bigint, bytea[], text),
    rules.renew_recovery_codes(uuid, bytea, bytea[], text), rules.remove_totp(uuid, bytea, text),
    rules.list_staff_sessions(uuid, bytea), rules.end_staff_sessions(uuid, bytea, uuid, text),
    rules.replace_staff_password(uuid, bytea, bytea, text, text, text),
    rules.find_staff_password_link(uuid, bytea), rules.use_staff_password_link(uuid, bytea, text, text)
to remit_staff;
grant execute on function rules.find_company_by_email(text)
to remit_staff_support, remit_staff_finance, remit_staff_admin;
grant execute on function rules.act_for(uuid, uuid, text) to remit_definer;

grant execute on function
    rules.get_company(rules.caller), rules.rename_company(rules.caller, text),
    rules.get_payment(rules.caller, uuid), rules.create_payments(rules.caller, text, bytea, jsonb),
    rules.create_payments_together(rules.caller, text[], text[], bytea[], jsonb),
    rules.change_payment(rules.caller, uuid, integer[], jsonb), rules.delete_payment(rules.caller, uuid),
    rules.process_payment(rules.caller, text, bytea, uuid), rules.demand_open(payment),
    rules.list_payments(rules.caller, jsonb, timestamptz, uuid, integer),
    rules.search_payments(rules.caller, jsonb, timestamptz, uuid, integer, integer),
    rules.newest_payments(uuid, timestamptz, timestamptz, uuid, integer),
    rules.payments_with_status(uuid, payment_status[], timestamptz, timestamptz, uuid, integer),
    rules.payments_with_reference(uuid, text, timestamptz, timestamptz, uuid, integer),
    rules.matches_filter(payment, jsonb),
    rules.create_api_key(rules.caller, text, bytea, jsonb, bytea), rules.list_api_keys(rules.caller, uuid, integer),
    rules.find_api_key(rules.caller, uuid), rules.revoke_api_key(rules.caller, uuid), rules.end_session(rules.caller), rules.end_sessions(rules.caller),
    rules.recall_answer(rules.caller, text, bytea), rules.keep_answer(rules.caller, text, bytea, jsonb),
    rules.get_event(rules.caller, uuid), rules.list_events(rules.caller, bigint, text[], uuid, integer, integer),
    rules.has_payment(rules.caller, uuid), rules.last_sequence(rules.caller)
to remit_company;

grant execute on function
    rules.list_webhooks(rules.caller, uuid, integer), rules.get_webhook(rules.caller, uuid),
    rules.recall_webhook(rules.caller, text, bytea), rules.create_webhook(rules.caller, text, bytea, jsonb, bytea),
    rules.change_webhook(rules.caller, uuid, integer[], jsonb), rules.delete_webhook(rules.caller, uuid),
    rules.rotate_webhook_secret(rules.caller, text, bytea, uuid, bytea, integer),
    rules.test_webhook(rules.caller, text, bytea, uuid, uuid), rules.post_test(webhook, uuid),
    rules.demand_enabled(webhook), rules.newest_deliveries(uuid, uuid, text[], uuid, integer),
    rules.show_attempts(uuid, uuid),
    rules.list_deliveries(rules.caller, uuid, text[], uuid, integer, integer),
    rules.retry_delivery(rules.caller, text, bytea, uuid, uuid), rules.put_back(uuid, uuid, uuid),
    rules.replay_events(rules.caller, text, bytea, uuid, bigint, bigint, integer),
    rules.queue_again(webhook, bigint, bigint)
to remit_company;

grant execute on function
    rules.sign_up(jsonb, text, text), rules.find_login(text),
    rules.open_session(uuid, uuid, bytea, interval, text, text), rules.own_login(rules.caller),
    rules.replace_password(rules.caller, text, text), rules.change_bank_details(rules.caller, jsonb, text),
    rules.find_password_link(uuid, uuid, bytea), rules.use_password_link(uuid, uuid, bytea, text, text)
to remit_auth;

grant execute on function
    rules.share_demand(uuid, uuid[], integer[]),
    rules.sweep(integer), rules.number_events(uuid[], bigint[]), rules.act_for(uuid, uuid, text),
    rules.claim_bank_tasks(uuid, integer, integer, interval), rules.next_bank_task_in(),
    rules.begin_submission(uuid, uuid, integer, interval), rules.known_failure_code(text),
    rules.give_up_waiting(uuid, uuid),
    rules.end_submission(uuid, text, integer, text, text, text, interval),
    rules.end_inquiry(uuid, uuid, text, text, text, text, timestamptz, interval),
    rules.free_bank_task(uuid, uuid, interval), rules.moved_on(uuid[], uuid[]),
    rules.next_company_to_export(uuid), rules.take_for_file(uuid, integer), rules.keep_bank_file(jsonb, jsonb),
    rules.give_out_bank_file(uuid, uuid, date), rules.settle_quiet_payments(integer),
    rules.events_after(uuid[], bigint[], integer, integer),
    rules.find_credential(rules.caller), rules.dead_credentials(uuid[], text[], uuid[], bytea[]),
    rules.stream_slot_key(uuid, integer), rules.take_stream_slot(uuid, integer[], integer),
    rules.free_stream_slot(uuid, integer)
to remit_worker;

grant execute on function
    rules.queue_deliveries(uuid[], bigint[], text[], uuid[], text[], uuid[]), rules.wants(text[], text[], text, text[]),
    rules.enter_dispatcher(uuid, interval), rules.renew_dispatcher(uuid, interval), rules.leave_dispatcher(uuid),
    rules.is_delivering(uuid), rules.take_queues(uuid, uuid[], uuid[]), rules.take_poked_queues(uuid),
    rules.waiting_queues(), rules.take_waiting_queues(uuid, integer), rules.forget_deliveries(uuid[], uuid[], integer),
    rules.show_deliveries(uuid[], uuid[], bigint[]), rules.fresh_deliveries(uuid, bigint, integer, integer),
    rules.load_deliveries(uuid, uuid[], uuid[], bigint[], integer), rules.free_queues(uuid, uuid[], uuid[]), rules.own_queues(uuid),
    rules.finish_deliveries(uuid, uuid[], uuid[], bigint[], integer[], timestamptz[], integer[], integer[], text[], text[], text[], bigint[], interval),
    rules.note_health(uuid, uuid[], uuid[], text[], interval), rules.drop_deliveries(uuid, uuid, integer),
    rules.keep_partitions(integer, integer)
to remit_worker;
grant execute on function rules.poke_webhook(uuid, uuid), rules.wants(text[], text[], text, text[]) to remit_company, remit_definer;
grant execute on function rules.first_id_of(date), rules.waiting_queues(), rules.oldest_waiting_day() to remit_owner;

grant execute on function
    rules.receive_bank_event(jsonb, bytea, text), rules.settle_bank_event(bank_event),
    rules.judge_bank_event(bank_event, payment), rules.move_by_bank(bank_event, payment),
    rules.known_failure_code(text),
    rules.release_parked_of(text), rules.release_parked_events(integer), rules.act_for(uuid, uuid, text),
    rules.begin_returns_file(jsonb, bytea), rules.take_returns(uuid, jsonb), rules.settle_return(returns_line, returns_file),
    rules.returned_line(returns_line), rules.return_failure(integer)
to remit_bank;
grant execute on function rules.permit_bank_files() to remit_staff_finance, remit_staff_admin;

-- The definer tells who writes.
grant execute on function rules.ring(), rules.writer(), rules.requests_of_rows() to remit_definer;

-- What runs with its owner's rights belongs to a role that has these and no others. Last: whoever
-- hands a function over may no longer grant it, or make a trigger of it.
do $$
declare
    handed_over regprocedure;
begin
    for handed_over in
        select oid from pg_proc
        where pronamespace = 'rules'::regnamespace and prosecdef
            -- Only an owner makes and drops partitions.
            and oid <> 'rules.keep_partitions(integer, integer)'::regprocedure
    loop
        execute format('alter function %s owner to remit_definer', handed_over);
    end loop;
end;
$$;
revoke create on schema rules from remit_definer;
alter default privileges grant execute on functions to public;

-- Every server asks which release the database is at.
grant select on migration, rules_build to
    remit_dba, remit_company, remit_auth, remit_bank, remit_worker, remit_staff,
    remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
