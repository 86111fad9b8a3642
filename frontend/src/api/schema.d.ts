// Generated from the OpenAPI document by `npm run generate`. Do not edit.

export interface paths {
    "/.well-known/oauth-authorization-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Describe Authorization
         * @description Where and how a program gets a token (RFC 8414).
         */
        get: operations["describe_authorization__well_known_oauth_authorization_server_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/oee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Analyse Oee
         * @description OEE as `/oee` answers it, by pg_duckdb inside the database where there is one.
         */
        get: operations["analyse_oee_api_v1_analytics_oee_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/scrap-pareto": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Analyse Scrap
         * @description Where the rejected pieces come from: pieces, shares, cumulative shares. Sealed and live history in one.
         */
        get: operations["analyse_scrap_api_v1_analytics_scrap_pareto_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/accounts/{account_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions Of
         * @description Where somebody is signed in.
         */
        get: operations["list_sessions_of_api_v1_auth_accounts__account_id__sessions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/accounts/{account_id}/sessions/{session_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Session Of
         * @description End a session of somebody at once.
         */
        post: operations["end_session_of_api_v1_auth_accounts__account_id__sessions__session_id__end_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/accounts/{account_id}/sessions/end-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End All Sessions Of
         * @description End every session of somebody at once.
         */
        post: operations["end_all_sessions_of_api_v1_auth_accounts__account_id__sessions_end_all_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/change-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Email
         * @description Choose where you get mail. By its address a provider's account is known the first time.
         */
        post: operations["change_email_api_v1_auth_change_email_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Choose another password. Every other session of yours ends.
         */
        post: operations["change_password_api_v1_auth_change_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Keys
         * @description The public keys that access tokens are verified by, as a JSON Web Key Set (RFC 7517).
         */
        get: operations["show_keys_api_v1_auth_keys_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Who you are and what you may do.
         */
        get: operations["me_api_v1_auth_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oidc/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Begin
         * @description Go to the organization's provider.
         */
        get: operations["begin_api_v1_auth_oidc_begin_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Come Back
         * @description Where the provider sends the browser back to. It leads on to the first page, signed in, or to the sign-in page with the
         *     `code` of the refusal.
         */
        get: operations["come_back_api_v1_auth_oidc_callback_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Provider
         * @description Whether an organization has a provider to sign in by. Of an organization that does not exist: no.
         */
        get: operations["show_provider_api_v1_auth_provider_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh
         * @description The next pair of tokens, for a refresh token in the body or, with the header `Unison-Session: cookie`, in the cookie. It
         *     counts once, and once more within 30 s when the answer was lost: then what it led to is void. One that comes again ends the
         *     session.
         */
        post: operations["refresh_api_v1_auth_refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Second Factor
         * @description Whether you have a second factor.
         */
        get: operations["show_second_factor_api_v1_auth_second_factor_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin Second Factor
         * @description A new secret for your authenticator. It counts once a code of it has come to `confirm`.
         */
        post: operations["begin_second_factor_api_v1_auth_second_factor_begin_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Second Factor
         * @description From now on a code is asked for whenever you sign in.
         */
        post: operations["confirm_second_factor_api_v1_auth_second_factor_confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew Recovery Codes
         * @description Other recovery codes instead of those you have.
         */
        post: operations["renew_recovery_codes_api_v1_auth_second_factor_recovery_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove Second Factor
         * @description Sign in by your password alone again.
         */
        post: operations["remove_second_factor_api_v1_auth_second_factor_remove_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description Where you are signed in, the one used last first; 200 at most.
         */
        get: operations["list_sessions_api_v1_auth_sessions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/{session_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Session
         * @description End a session of yours at once.
         */
        post: operations["end_session_api_v1_auth_sessions__session_id__end_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Other Sessions
         * @description End every session of yours but this one.
         */
        post: operations["end_other_sessions_api_v1_auth_sessions_end_others_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign In
         * @description Sign in. With the header `Unison-Session: cookie` the refresh token comes in a cookie. After five failures from one place the
         *     next has to wait, twice as long each time.
         */
        post: operations["sign_in_api_v1_auth_sign_in_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign Out
         * @description End this session: its tokens are worth nothing any more.
         */
        post: operations["sign_out_api_v1_auth_sign_out_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/books/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close
         * @description Have nothing told or corrected any more of what was through a day, in the whole organization.
         */
        post: operations["close_api_v1_books_close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/books/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open
         * @description Have what was in closed books told and corrected again.
         */
        post: operations["open_api_v1_books_open_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/causes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Causes
         * @description Because of what the facts of a stream happened that no person told, the latest first.
         */
        get: operations["list_causes_api_v1_causes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send Batch
         * @description Carries out commands in order, each with its own answer: for devices that were offline. Or asks first, with `dry_run`.
         */
        post: operations["send_batch_api_v1_commands_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/correct-movement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct Movement
         * @description Say what a movement of a lot was in truth. The original stays visible, struck through, with the reason.
         */
        post: operations["correct_movement_api_v1_corrections_correct_movement_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/add-cost-to-receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Cost To Receipt
         * @description Add freight, duty or the difference of an invoice to what a receipt brought.
         */
        post: operations["add_cost_to_receipt_api_v1_costing_add_cost_to_receipt_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/charge-order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Charge Order
         * @description Charge an order with what is neither material nor time: outside work, tooling.
         */
        post: operations["charge_order_api_v1_costing_charge_order_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/layers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Layers
         * @description The layers of a stock as it stands, from old to new, with the facts that brought them.
         */
        get: operations["show_layers_api_v1_costing_layers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/lot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Lot
         * @description What a lot cost a unit, and the facts that made that.
         */
        get: operations["show_lot_api_v1_costing_lot_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Movements
         * @description What was told of a stock and what that did; corrected ones with how they were told first, why and by whom.
         */
        get: operations["show_movements_api_v1_costing_movements_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Order
         * @description What an order cost and where that went, fact by fact.
         */
        get: operations["show_order_api_v1_costing_order_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show Preview
         * @description What a command would change, before anybody sends it: a correction, or what is told late. Nothing is written.
         *
         *     It is refused as it would be if it were sent.
         */
        post: operations["show_preview_api_v1_costing_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/revalue-stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revalue Stock
         * @description Say what all of a material that lies in a plant is worth a unit, from `occurred_at` on.
         */
        post: operations["revalue_stock_api_v1_costing_revalue_stock_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/set-currency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Currency
         * @description Say in which currency the organization keeps its amounts. Once; EUR until then.
         */
        post: operations["set_currency_api_v1_costing_set_currency_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/set-equipment-rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Equipment Rate
         * @description Say what an hour of an equipment costs, from a moment on. One in the past costs anew what was done since.
         */
        post: operations["set_equipment_rate_api_v1_costing_set_equipment_rate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/set-method": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Method
         * @description Say how a material is costed in a plant from `occurred_at` on. Until then: moving average.
         */
        post: operations["set_method_api_v1_costing_set_method_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/valuation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Valuation
         * @description What the stock was worth at a moment, by plant and material.
         */
        get: operations["show_valuation_api_v1_costing_valuation_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costing/wip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show In Process
         * @description The orders in which costs lay at a moment.
         */
        get: operations["show_in_process_api_v1_costing_wip_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Customers
         * @description Who buys, with how many open orders, and who is blocked.
         */
        get: operations["list_customers_api_v1_customers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block
         * @description Sell and send nothing more to a customer until it is unblocked.
         */
        post: operations["block_api_v1_customers_block_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change
         * @description Say what a customer is called or where it is from now on. What is left out stays.
         */
        post: operations["change_api_v1_customers_change_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Make a company known that buys.
         */
        post: operations["register_api_v1_customers_register_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unblock
         * @description Sell and send to a blocked customer again.
         */
        post: operations["unblock_api_v1_customers_unblock_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/equipment/change-state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change State
         * @description Say what the machine does from `occurred_at` on.
         */
        post: operations["change_state_api_v1_equipment_change_state_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/equipment/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct
         * @description Say what was so in truth of an interval, or of a change of state, that was told. What is left out stays. Of what was struck
         *         it says that it was so.
         */
        post: operations["correct_api_v1_equipment_correct_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/equipment/record-interval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Interval
         * @description Tell afterwards what the machine did from when to when.
         */
        post: operations["record_interval_api_v1_equipment_record_interval_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/equipment/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Make a machine known.
         */
        post: operations["register_api_v1_equipment_register_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/equipment/set-ideal-cycle-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Ideal Cycle Time
         * @description Set the shortest time in which the machine can make one piece of a product.
         */
        post: operations["set_ideal_cycle_time_api_v1_equipment_set_ideal_cycle_time_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/equipment/strike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Strike
         * @description Say that an interval was not, or that a state did not change: what the machine was in before went on.
         */
        post: operations["strike_api_v1_equipment_strike_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Exports
         * @description Your exports, the latest first.
         */
        get: operations["list_exports_api_v1_exports_get"];
        put?: never;
        /**
         * Create Export
         * @description Have a list or a report made into a file. What the list itself would refuse is refused here.
         */
        post: operations["create_export_api_v1_exports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Export
         * @description An export of yours: how far it is, and where its file is.
         */
        get: operations["show_export_api_v1_exports__export_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{export_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Export
         * @description Make it no more, or remove its file.
         */
        post: operations["cancel_export_api_v1_exports__export_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{export_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch File
         * @description The file. 410 when the link has expired, or the file has gone.
         */
        get: operations["fetch_file_api_v1_exports__export_id__file_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Feed
         * @description The organization's facts after a cursor, in order.
         *
         *     Ask again with `Unison-Feed-Next` as `after` until it is `Unison-Feed-End`. 410 `history_differs`: the server was restored
         *     from before your cursor. 416 `beyond_feed`: the feed has no such number. Both tell the end, in `Unison-Feed-End` too. 503
         *     `feed_ahead`: after a crash the feed is not yet there again; ask again.
         *     With `type`, `subject` or `subject_prefix` a call may answer fewer facts than `limit`, even none, before the end: go
         *     on from `Unison-Feed-Next`. With `wait_s` an answer without facts comes only when so many seconds have passed; 429
         *     `too_many_wait`: too many wait already.
         */
        get: operations["read_feed_api_v1_feed_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/first-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show First Run
         * @description Whether an organization may be begun here, and whether there is one already.
         */
        get: operations["show_first_run_api_v1_first_run_get"];
        put?: never;
        /**
         * Begin
         * @description Begin an organization: with its first plant, and with you as its administrator. Sign in afterwards.
         */
        post: operations["begin_api_v1_first_run_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genealogy/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Balance Of Material
         * @description Whether all that there ever was of a material is accounted for, over all of its lots.
         */
        get: operations["get_balance_of_material_api_v1_genealogy_balance_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genealogy/lot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Lot
         * @description One lot and its facts in order, each with its number in the feed.
         */
        get: operations["get_lot_api_v1_genealogy_lot_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genealogy/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Lots
         * @description Find lots by how their number begins or ends, by material, or the latest.
         */
        get: operations["get_lots_api_v1_genealogy_lots_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genealogy/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Trace
         * @description Where a lot went, or where it came from.
         */
        get: operations["get_trace_api_v1_genealogy_trace_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/house-rules/books": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Books
         * @description Up to which day the books are closed, and who closed and opened them why.
         */
        get: operations["show_books_api_v1_house_rules_books_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/house-rules/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Settings
         * @description What the organization is called, its currency, languages, stock below zero, and how it numbers its orders.
         */
        get: operations["show_settings_api_v1_house_rules_settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/house-rules/warnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Warnings
         * @description Every warning, and whether a command that is warned of so is carried out or refused.
         */
        get: operations["list_warnings_api_v1_house_rules_warnings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import File
         * @description Look at a file (CSV or .xlsx), or carry it out: a row becomes a command, as if you had sent it. Importing it again adds
         *     nothing.
         */
        post: operations["import_file_api_v1_imports__kind__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory/register-storage-location": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register Storage Location
         * @description Make a storage location of a plant known: an area, or a bin in one. From the first on, lots go to registered ones only.
         */
        post: operations["register_storage_location_api_v1_inventory_register_storage_location_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory/retire-storage-location": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire Storage Location
         * @description Put nothing to a storage location any more. What lies there stays until it is taken or moved.
         */
        post: operations["retire_storage_location_api_v1_inventory_retire_storage_location_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory/set-negative-stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Negative Stock
         * @description Say what happens when more is taken from a lot than the books have: refuse it, or take it and flag the lot.
         */
        post: operations["set_negative_stock_api_v1_inventory_set_negative_stock_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Jobs
         * @description How many jobs of each kind there are, and the latest of those that are dead.
         */
        get: operations["list_jobs_api_v1_jobs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop Job
         * @description Forget a dead job: what it was to do stays undone.
         */
        post: operations["drop_job_api_v1_jobs__job__drop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Job
         * @description Have a dead job tried again, as if it were new: it has three tries.
         */
        post: operations["retry_job_api_v1_jobs__job__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Certificates
         * @description Certificates, or those alone that have run out or will soon.
         */
        get: operations["list_certificates_api_v1_labor_certificates_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/change-operator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Operator
         * @description Give an operator another role or plant. What is left out stays; time that was told keeps its role.
         */
        post: operations["change_operator_api_v1_labor_change_operator_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/correct-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct Time
         * @description Replace what an entry said. The original stays visible, struck through, with the reason.
         */
        post: operations["correct_time_api_v1_labor_correct_time_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/end-break": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Break
         * @description Go on after a break.
         */
        post: operations["end_break_api_v1_labor_end_break_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/end-job": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Job
         * @description Clock off from a job, or from all. A break that goes on ends with the last.
         */
        post: operations["end_job_api_v1_labor_end_job_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Entries
         * @description Every entry of time, corrected ones with what they said before, why and by whom.
         */
        get: operations["list_entries_api_v1_labor_entries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/grant-certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant Certificate
         * @description Say that an operator holds a certificate, or that it was renewed.
         */
        post: operations["grant_certificate_api_v1_labor_grant_certificate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Hours
         * @description How many hours went where.
         */
        get: operations["show_hours_api_v1_labor_hours_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Operators
         * @description The operators by badge.
         */
        get: operations["list_operators_api_v1_labor_operators_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/record-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Time
         * @description Tell time afterwards, with its breaks.
         */
        post: operations["record_time_api_v1_labor_record_time_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/register-operator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register Operator
         * @description Make a badge known. No name of a person is kept.
         */
        post: operations["register_operator_api_v1_labor_register_operator_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/retire-operator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire Operator
         * @description Take a badge out of use.
         */
        post: operations["retire_operator_api_v1_labor_retire_operator_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/revoke-certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke Certificate
         * @description Take a certificate away before it runs out.
         */
        post: operations["revoke_certificate_api_v1_labor_revoke_certificate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/running": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Running
         * @description Who is on which jobs now, and who is on a break.
         */
        get: operations["list_running_api_v1_labor_running_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/set-rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Rate
         * @description Say what an hour of a role costs, from a moment on. One in the past costs anew what was done since.
         */
        post: operations["set_rate_api_v1_labor_set_rate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/start-break": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start Break
         * @description Begin a break, on all jobs that run. Breaks are not paid.
         */
        post: operations["start_break_api_v1_labor_start_break_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/start-job": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start Job
         * @description Clock on to a job: of an order, or indirect. Several at once share the time; an order may have several operators.
         */
        post: operations["start_job_api_v1_labor_start_job_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/start-job-with-override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start Job With Override
         * @description Clock an operator on without a certificate that the operation needs, and say why.
         */
        post: operations["start_job_with_override_api_v1_labor_start_job_with_override_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labor/strike-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Strike Time
         * @description Say that what an entry told did not happen.
         */
        post: operations["strike_time_api_v1_labor_strike_time_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{lot}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Balance
         * @description Whether all that came into a lot is accounted for: each term with the facts behind it.
         */
        get: operations["get_balance_api_v1_lots__lot__balance_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{lot}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Recall
         * @description Every lot, order, customer and shipment that a lot concerns, and what of it is still in the house.
         */
        get: operations["get_recall_api_v1_lots__lot__recall_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{lot}/trace.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Report As Csv
         * @description The report of a lot as one table, in which `section` says what a row is about.
         */
        get: operations["get_report_as_csv_api_v1_lots__lot__trace_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/{lot}/trace.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Report As Pdf
         * @description The report of a lot, to be handed to an auditor: it names the feed number and the hash that it can be verified by.
         */
        get: operations["get_report_as_pdf_api_v1_lots__lot__trace_pdf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adjust
         * @description Say what a count found.
         */
        post: operations["adjust_api_v1_lots_adjust_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/correct-lot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct Lot
         * @description Say what the lot is in truth: its number, where it is from, how long it keeps. What is left out stays; what `clear` names is
         *         known no more.
         */
        post: operations["correct_lot_api_v1_lots_correct_lot_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold
         * @description Block a lot: nothing may be taken from it until it is released.
         */
        post: operations["hold_api_v1_lots_hold_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge
         * @description Put the whole remainder of several lots of one material into one, new or existing.
         */
        post: operations["merge_api_v1_lots_merge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move
         * @description Bring a lot, or a part of it, to another storage location.
         */
        post: operations["move_api_v1_lots_move_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive
         * @description Take in a lot from outside, or more of one. What is left out of a delivery that joins a lot is as the lot has it.
         */
        post: operations["receive_api_v1_lots_receive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release
         * @description Free a lot that was on hold.
         */
        post: operations["release_api_v1_lots_release_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/return-from-customer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return From Customer
         * @description Take back into a lot what a customer sent back.
         */
        post: operations["return_from_customer_api_v1_lots_return_from_customer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/return-to-supplier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return To Supplier
         * @description Send a quantity of a lot back to where it came from.
         */
        post: operations["return_to_supplier_api_v1_lots_return_to_supplier_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/scrap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Scrap
         * @description Throw a quantity of a lot away.
         */
        post: operations["scrap_api_v1_lots_scrap_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/ship": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ship
         * @description Send a quantity of a lot to a customer.
         */
        post: operations["ship_api_v1_lots_ship_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split
         * @description Make a part of a lot a lot of its own.
         */
        post: operations["split_api_v1_lots_split_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Machine Accounts
         * @description Every machine account, what it may do, and its keys with when they were used last.
         */
        get: operations["list_machine_accounts_api_v1_machine_accounts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-accounts/add-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Key
         * @description Make a key for a machine account. It is shown this once, and what is kept of it opens nothing.
         */
        post: operations["add_key_api_v1_machine_accounts_add_key_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-accounts/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change
         * @description Say anew what a program may do, where and until when: what is left out is nothing, and not as before.
         */
        post: operations["change_api_v1_machine_accounts_change_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-accounts/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create
         * @description Let a program in, by keys that are added to its account. It has a role, or a list of permissions.
         */
        post: operations["create_api_v1_machine_accounts_create_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-accounts/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable
         * @description Let a program in no more. Its keys stay, and are good again when it is enabled.
         */
        post: operations["disable_api_v1_machine_accounts_disable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-accounts/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable
         * @description Let a program in again.
         */
        post: operations["enable_api_v1_machine_accounts_enable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-accounts/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Permissions
         * @description Every permission that a machine account can have.
         */
        get: operations["list_permissions_api_v1_machine_accounts_permissions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine-accounts/revoke-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke Key
         * @description End a key, and every token that was got by it, at once.
         */
        post: operations["revoke_key_api_v1_machine_accounts_revoke_key_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Materials
         * @description What is bought, made and used, by number.
         */
        get: operations["list_materials_api_v1_materials_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change
         * @description Say what is known of a material from now on. What is left out stays; what `clear` names is known no more.
         */
        post: operations["change_api_v1_materials_change_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/material": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Material
         * @description One material: its units, its components, what each plant says of it.
         */
        get: operations["show_material_api_v1_materials_material_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Make a material known. Its base unit and its tracking stay for good: the stock is kept by them.
         */
        post: operations["register_api_v1_materials_register_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/reinstate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reinstate
         * @description Use a retired material again. Its reorder points are to be set anew.
         */
        post: operations["reinstate_api_v1_materials_reinstate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire
         * @description Take a material out of use. What is there may be used up; none is received, ordered or listed as a component any more.
         */
        post: operations["retire_api_v1_materials_retire_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/set-components": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Components
         * @description Say of what a product is made from now on. The list replaces the one before; an empty one says nothing is known of it.
         */
        post: operations["set_components_api_v1_materials_set_components_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/set-lot-numbering": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Lot Numbering
         * @description Say how lots of a material are numbered that nobody names: a prefix, the day, and a counter. `digits` 0: they are to be named
         *         again.
         */
        post: operations["set_lot_numbering_api_v1_materials_set_lot_numbering_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/set-reorder-point": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Reorder Point
         * @description Say below which stock in a plant a material has to be ordered.
         */
        post: operations["set_reorder_point_api_v1_materials_set_reorder_point_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/where-used": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Where Used
         * @description The products that a material goes into.
         */
        get: operations["show_where_used_api_v1_materials_where_used_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Notices
         * @description What you should know, the newest first.
         */
        get: operations["list_notices_api_v1_notices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{notice_id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss
         * @description Put it away: you do not see it any more, others do.
         */
        post: operations["dismiss_api_v1_notices__notice_id__dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{notice_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End
         * @description Say that it has been dealt with: it is over for everybody.
         */
        post: operations["end_api_v1_notices__notice_id__end_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{notice_id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read
         * @description You have read it.
         */
        post: operations["read_api_v1_notices__notice_id__read_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/choice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Choice
         * @description Where you are told of what concerns you.
         */
        get: operations["show_choice_api_v1_notices_choice_get"];
        /**
         * Choose
         * @description Choose where you are told.
         */
        put: operations["choose_api_v1_notices_choice_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read All
         * @description You have read everything that stands.
         */
        post: operations["read_all_api_v1_notices_read_all_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Token
         * @description A token for a program, by OAuth 2.0 client credentials: the client's id is that of the machine account, its secret one of
         *     the account's keys, by HTTP Basic or in the form. `scope` asks for less than the account may do.
         */
        post: operations["token_api_v1_oauth_token_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Oee
         * @description How much of the planned time was good production. The total is of all groups, also past the limit.
         */
        get: operations["show_oee_api_v1_oee_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oee/equipment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Equipment
         * @description One machine's time line with originals of corrections, its OEE, MTBF and MTTR.
         */
        get: operations["show_equipment_api_v1_oee_equipment_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rename
         * @description Call the organization otherwise. Its short name, by which people sign in, stays.
         */
        post: operations["rename_api_v1_organization_rename_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization/set-languages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Languages
         * @description Say in which languages the organization works, and as in which of them numbers and dates are written on screens.
         */
        post: operations["set_languages_api_v1_organization_set_languages_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization/set-number-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Number Rule
         * @description Say how orders are numbered that nobody names: `WO-{year}-{n:05}`. Without a pattern they are to be named again.
         */
        post: operations["set_number_rule_api_v1_organization_set_number_rule_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parked-streams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Parked
         * @description Streams that views, reactions or others have set aside because a fact could not be applied, the latest first.
         */
        get: operations["list_parked_api_v1_parked_streams_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pending-commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Pending Commands
         * @description What was set aside, what was done first before the rest.
         */
        get: operations["list_pending_commands_api_v1_pending_commands_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pending-commands/{pending_command}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Pending Command
         * @description One pending command: what the device asked for, and what the streams that it met say now. Who may see some plants only is
         *     not shown the facts: a stream may be of another plant.
         */
        get: operations["show_pending_command_api_v1_pending_commands__pending_command__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pending-commands/carry-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Carry Out
         * @description Try the command again, as it was made or amended. What is refused again leaves the pending command open.
         */
        post: operations["carry_out_api_v1_pending_commands_carry_out_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pending-commands/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Pending Commands
         * @description How many wait for a person.
         */
        get: operations["count_pending_commands_api_v1_pending_commands_count_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pending-commands/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss
         * @description Decide that the command is not to be carried out.
         */
        post: operations["dismiss_api_v1_pending_commands_dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Names
         * @description The names behind the ids by which facts tell who recorded and corrected them.
         */
        get: operations["list_names_api_v1_people_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List People
         * @description Everybody who is let in, or was, and what they may do where.
         */
        get: operations["list_people_api_v1_people_accounts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add
         * @description Let somebody in. A password is given apart, by POST /people/one-time-password.
         */
        post: operations["add_api_v1_people_add_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign
         * @description Say which roles somebody has in which plants. It holds from their next request on, in place of what they had.
         */
        post: operations["assign_api_v1_people_assign_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change
         * @description Change what somebody signs in by, is called, or gets mail at. What is left out stays; null as the address is none.
         */
        post: operations["change_api_v1_people_change_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable
         * @description Let somebody in no more, for now. Their sign-ins end at once.
         */
        post: operations["disable_api_v1_people_disable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable
         * @description Let somebody in again.
         */
        post: operations["enable_api_v1_people_enable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase
         * @description Erase what is personal of somebody. What they did stays, under an id that names nobody.
         */
        post: operations["erase_api_v1_people_erase_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/one-time-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One Time Password
         * @description Void somebody's password, and end their sign-ins. Sent by itself, the answer tells a password for once, which they must
         *         change when they sign in; in a batch they get none.
         */
        post: operations["one_time_password_api_v1_people_one_time_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Permissions
         * @description Every permission that a role can hold: the commands, and what questions ask for.
         */
        get: operations["list_permissions_api_v1_people_permissions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Roles
         * @description The roles there are: those that every organization begins with, and its own.
         */
        get: operations["list_roles_api_v1_people_roles_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/roles/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roles/Change
         * @description Say what a role may do from now on, be it your own or one that was there. What is left out it may not.
         */
        post: operations["roles_change_api_v1_people_roles_change_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/roles/define": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roles/Define
         * @description Define a role of your own.
         */
        post: operations["roles_define_api_v1_people_roles_define_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/roles/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roles/Retire
         * @description Have a role be nobody's any more: who has it may do nothing by it.
         */
        post: operations["roles_retire_api_v1_people_roles_retire_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Plants
         * @description The plants you may see.
         */
        get: operations["list_plants_api_v1_plants_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plants/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change
         * @description Change a plant's name or clock. What is left out stays; a `valid_from` in the past counts anew what was done since.
         */
        post: operations["change_api_v1_plants_change_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plants/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open
         * @description Open a plant. Its time zone and the start of its day decide to which shift day things belong.
         */
        post: operations["open_api_v1_plants_open_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plausibility/set-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Policy
         * @description Have commands refused that are warned of so, or have them carried out again with a warning.
         */
        post: operations["set_policy_api_v1_plausibility_set_policy_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/correct-subgroup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct Subgroup
         * @description Replace the values of a subgroup, and when they were measured. The original stays visible, struck through, with the
         *         reason.
         */
        post: operations["correct_subgroup_api_v1_quality_correct_subgroup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/define-characteristic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Define Characteristic
         * @description Say what is measured and within which limits.
         */
        post: operations["define_characteristic_api_v1_quality_define_characteristic_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/judge-subgroup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge Subgroup
         * @description Have it told what a subgroup violates. What was recorded or corrected is judged by itself, within a second.
         */
        post: operations["judge_subgroup_api_v1_quality_judge_subgroup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/record-subgroup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Subgroup
         * @description Record the values of one subgroup; `occurred_at` is when they were measured, which is their place on the charts.
         */
        post: operations["record_subgroup_api_v1_quality_record_subgroup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/set-control-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Control Limits
         * @description Give the centre and the sigma within subgroups instead of estimating them.
         */
        post: operations["set_control_limits_api_v1_quality_set_control_limits_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/set-limits-basis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Limits Basis
         * @description Take the control limits from the first so many subgroups (phase I), or, when null, from all of them.
         */
        post: operations["set_limits_basis_api_v1_quality_set_limits_basis_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/set-violation-response": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Violation Response
         * @description Say what a violated control rule, or a value out of specification, does to the lot that was measured.
         */
        post: operations["set_violation_response_api_v1_quality_set_violation_response_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/strike-subgroup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Strike Subgroup
         * @description Take back a subgroup that was not measured so. It stays visible, struck through, with the reason; its name is free again.
         */
        post: operations["strike_subgroup_api_v1_quality_strike_subgroup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reactions
         * @description What happens by itself, and how far it is.
         */
        get: operations["list_reactions_api_v1_reactions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reactions/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Refusals
         * @description What a rule refused to reactions, the latest first. Nothing was done then: a person decides whether something should be.
         */
        get: operations["list_refusals_api_v1_reactions_refusals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sales Orders
         * @description What customers ordered: open orders first, the one due next before the others.
         */
        get: operations["list_sales_orders_api_v1_sales_orders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders/add-line": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Line
         * @description Order one more thing.
         */
        post: operations["add_line_api_v1_sales_orders_add_line_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Give up an order of which nothing is delivered.
         */
        post: operations["cancel_api_v1_sales_orders_cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders/cancel-line": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Line
         * @description Give up a line of which nothing is delivered.
         */
        post: operations["cancel_line_api_v1_sales_orders_cancel_line_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders/change-line": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Line
         * @description Order another quantity, or for another day. What is left out stays.
         */
        post: operations["change_line_api_v1_sales_orders_change_line_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close
         * @description Settle an order: what is not delivered by now is not expected any more.
         */
        post: operations["close_api_v1_sales_orders_close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create
         * @description Take in what a customer orders. Lines may also be added later.
         */
        post: operations["create_api_v1_sales_orders_create_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders/deliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver
         * @description Ship a quantity of a lot for a line: order and lot are told together, or neither is.
         */
        post: operations["deliver_api_v1_sales_orders_deliver_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders/late-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Late Lines
         * @description What is late: open lines after their due date, the longest overdue first.
         */
        get: operations["list_late_lines_api_v1_sales_orders_late_lines_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Sales Order
         * @description One order: what each line orders, what is delivered, what came back, what is open.
         */
        get: operations["show_sales_order_api_v1_sales_orders_order_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders/record-delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Delivery
         * @description Tell of a delivery that has happened already. No lot is touched: to ship from a lot, deliver.
         */
        post: operations["record_delivery_api_v1_sales_orders_record_delivery_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales-orders/return-goods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return Goods
         * @description Tell that part of a delivery came back. It is owed again while the order is open; no lot is touched.
         */
        post: operations["return_goods_api_v1_sales_orders_return_goods_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Schedules
         * @description What is done for the organization again and again, when it was done last, and when it is next.
         */
        get: operations["list_schedules_api_v1_schedules_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemas/{topic}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Schema
         * @description The JSON schema of the data of a type of facts, in one version. Needs no sign-in: it tells nothing of anybody.
         */
        get: operations["read_schema_api_v1_schemas__topic___version__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Security Log
         * @description Who came in, who was turned away, and who changed what others may do, the latest first.
         */
        get: operations["list_security_log_api_v1_security_log_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spc/characteristics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Characteristics
         * @description The characteristics by name, each in control or with the rules that its last subgroup breaks.
         */
        get: operations["list_characteristics_api_v1_spc_characteristics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spc/chart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Chart
         * @description Is the process in control, and is it capable? Control charts, run rules and capability of one characteristic.
         */
        get: operations["show_chart_api_v1_spc_chart_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Stations
         * @description Every station, what it is bound to, and whether a device is it.
         */
        get: operations["list_stations_api_v1_stations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change
         * @description Change where a station stands, which machines it is for, or what may be done at it. What is left out stays.
         */
        post: operations["change_api_v1_stations_change_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close
         * @description Close a station for good, and unpair its device.
         */
        post: operations["close_api_v1_stations_close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/here": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Station Here
         * @description The station that this device is.
         */
        get: operations["show_station_here_api_v1_stations_here_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Identify
         * @description Say who is at the station, by a PIN or by a badge. After five wrong ones each further one has to wait longer.
         */
        post: operations["identify_api_v1_stations_identify_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave
         * @description Be at the station no more.
         */
        post: operations["leave_api_v1_stations_leave_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/offer-pairing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Offer Pairing
         * @description Make a code by which one device becomes the station, within ten minutes. A code made before is void.
         */
        post: operations["offer_pairing_api_v1_stations_offer_pairing_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open
         * @description Open a station for machines of a plant, or open a closed one again. A device becomes it by a code for pairing.
         */
        post: operations["open_api_v1_stations_open_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/own-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Own Pin
         * @description Whether you have a PIN and a badge. What they are is told to nobody.
         */
        get: operations["show_own_pin_api_v1_stations_own_pin_get"];
        put?: never;
        /**
         * Set Own Pin
         * @description Choose your own PIN for stations. That it is you is proved by your password, or by the PIN that you have.
         */
        post: operations["set_own_pin_api_v1_stations_own_pin_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/pair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pair
         * @description Become the station that the code was made for. What the device holds is set as a cookie that no script reads.
         */
        post: operations["pair_api_v1_stations_pair_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List People Of Station
         * @description Who can identify at this station: the people who may do something in its plant.
         */
        get: operations["list_people_of_station_api_v1_stations_people_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/remove-badge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove Badge
         * @description Take a person's badge away.
         */
        post: operations["remove_badge_api_v1_stations_remove_badge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/remove-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove Pin
         * @description Take a person's PIN away.
         */
        post: operations["remove_pin_api_v1_stations_remove_pin_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/renew-device": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew Device
         * @description The next short token of the station, by what the device holds, which is another one from then on.
         */
        post: operations["renew_device_api_v1_stations_renew_device_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/renew-person": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew Person
         * @description Go on at the station, with the device that one has identified at.
         */
        post: operations["renew_person_api_v1_stations_renew_person_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/set-badge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Badge
         * @description Give somebody the badge that stands for them at stations, or another one.
         */
        post: operations["set_badge_api_v1_stations_set_badge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/set-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Pin
         * @description Give somebody a PIN for stations, or another one. It is good at paired stations alone.
         */
        post: operations["set_pin_api_v1_stations_set_pin_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/unpair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unpair
         * @description Let the device be the station no more: what it holds is void at once, also for whoever has identified at it.
         */
        post: operations["unpair_api_v1_stations_unpair_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Stock
         * @description What lies where and whether it may be used, now or as of any moment.
         */
        get: operations["list_stock_api_v1_stock_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Materials In Stock
         * @description How much there is of each material in each plant, how much of it anybody may use, and how much is reserved.
         */
        get: operations["list_materials_in_stock_api_v1_stock_materials_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Movements
         * @description What was done with lots, what happened last first; corrected movements with what was told first, who and why.
         */
        get: operations["list_movements_api_v1_stock_movements_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/reorder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List To Reorder
         * @description What has to be ordered: materials of which less may be used, and is not reserved, than their reorder point.
         */
        get: operations["list_to_reorder_api_v1_stock_reorder_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reservations
         * @description What is reserved for which order, what of that is still to be taken, and what is not there. What was reserved last first.
         */
        get: operations["list_reservations_api_v1_stock_reservations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/storage-locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Storage Locations
         * @description The registered storage locations, each with how many lots lie there.
         */
        get: operations["list_storage_locations_api_v1_stock_storage_locations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/suggestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggest
         * @description Which lots should go first: what is reserved for the order, what expires first, then what is oldest, never what is reserved
         *     for others, held or expired.
         */
        get: operations["suggest_api_v1_stock_suggestion_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Verification
         * @description What the last verification of the organization's feed found, and its signed head.
         */
        get: operations["read_verification_api_v1_verify_get"];
        put?: never;
        /**
         * Start Verification
         * @description Have the whole feed read again by a worker, unless one is at it. When all of it holds its head is signed.
         */
        post: operations["start_verification_api_v1_verify_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verify/heads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Signed Heads
         * @description The heads that were signed, the latest first: each is kept for ever, and every verification holds the feed against all.
         */
        get: operations["list_signed_heads_api_v1_verify_heads_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verify/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove Lot
         * @description What shows offline that a lot's facts stood in the feed when its head was signed.
         */
        get: operations["prove_lot_api_v1_verify_proof_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Webhooks
         * @description Every webhook, and how it does.
         */
        get: operations["list_webhooks_api_v1_webhooks_get"];
        put?: never;
        /**
         * Create Webhook
         * @description Have an address told facts as they happen. Its receiver is asked whether it agrees before anything is sent.
         */
        post: operations["create_webhook_api_v1_webhooks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Webhook
         * @description One webhook, and how it does.
         */
        get: operations["show_webhook_api_v1_webhooks__webhook_id__get"];
        /**
         * Change Webhook
         * @description What it is told from now on, and where. At another address its receiver has to agree again.
         */
        put: operations["change_webhook_api_v1_webhooks__webhook_id__put"];
        post?: never;
        /**
         * Delete Webhook
         * @description Tell it nothing any more, and forget what it was told.
         */
        delete: operations["delete_webhook_api_v1_webhooks__webhook_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Deliveries
         * @description What it was told and what it answered, the latest facts first. What is done is kept for two weeks.
         */
        get: operations["list_deliveries_api_v1_webhooks__webhook_id__deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/deliveries/{number}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop Delivery
         * @description Send this one no more, and go on with what follows in its stream.
         */
        post: operations["drop_delivery_api_v1_webhooks__webhook_id__deliveries__number__drop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/permission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Agree
         * @description A receiver agrees to be sent to, by the address in `WebHook-Request-Callback`, which somebody may open in a browser.
         */
        get: operations["agree_api_v1_webhooks__webhook_id__permission_get"];
        put?: never;
        /**
         * Agree To A Rate
         * @description A receiver agrees to be sent to, and may say by `WebHook-Allowed-Rate` how many requests a minute it allows.
         */
        post: operations["agree_to_a_rate_api_v1_webhooks__webhook_id__permission_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay
         * @description Tell it everything again from a number of the feed on, each under the same id as before.
         */
        post: operations["replay_api_v1_webhooks__webhook_id__replay_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate Secret
         * @description Another secret. Requests bear a signature by the one before too, until it is over.
         */
        post: operations["rotate_secret_api_v1_webhooks__webhook_id__rotate_secret_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/switch-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch Off
         * @description Send it nothing until it is switched on again.
         */
        post: operations["switch_off_api_v1_webhooks__webhook_id__switch_off_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/switch-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch On
         * @description Send to it again: what it has missed first, or only what comes from now on.
         */
        post: operations["switch_on_api_v1_webhooks__webhook_id__switch_on_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try It
         * @description Send it an event that tells nothing, to see whether it works. The outcome is the delivery with the number 0.
         */
        post: operations["try_it_api_v1_webhooks__webhook_id__try_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Types
         * @description Every type of facts that a webhook can be told.
         */
        get: operations["list_types_api_v1_webhooks_types_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Orders
         * @description The board: running orders first, then paused, released, planned, by priority and due date.
         */
        get: operations["list_orders_api_v1_work_orders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/{work_order}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Balance Of Order
         * @description What went into a work order against what came out of it.
         */
        get: operations["get_balance_of_order_api_v1_work_orders__work_order__balance_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/backflush": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Backflush
         * @description Take for an order what its product's component list says of so many pieces; of every component, or of none.
         */
        post: operations["backflush_api_v1_work_orders_backflush_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Give up an order for which no lot has moved.
         */
        post: operations["cancel_api_v1_work_orders_cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close
         * @description Settle a completed order: nothing more is expected.
         */
        post: operations["close_api_v1_work_orders_close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete
         * @description Say that the work is done, with fewer pieces than ordered, too.
         */
        post: operations["complete_api_v1_work_orders_complete_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/consume-lot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Consume Lot
         * @description Take a quantity of a lot for an order; of material without lot numbers, from a storage location.
         */
        post: operations["consume_lot_api_v1_work_orders_consume_lot_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/correct-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct Log
         * @description Replace what a production log said. The original stays visible, struck through, with the reason.
         */
        post: operations["correct_log_api_v1_work_orders_correct_log_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create
         * @description Plan so many pieces of a product.
         */
        post: operations["create_api_v1_work_orders_create_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/define-scrap-reason": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Define Scrap Reason
         * @description Put a reason on the organization's list, or call it otherwise. From the first on rejected pieces need one.
         */
        post: operations["define_scrap_reason_api_v1_work_orders_define_scrap_reason_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold
         * @description Put an order in progress on hold: nothing is reported for it until it is taken off.
         */
        post: operations["hold_api_v1_work_orders_hold_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/log-production": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log Production
         * @description Report pieces and time on a machine: production, setup or breakdown.
         */
        post: operations["log_production_api_v1_work_orders_log_production_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Order
         * @description One order with every form of its reports and the lots that went in and came out.
         */
        get: operations["show_order_api_v1_work_orders_order_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause
         * @description Interrupt a running order.
         */
        post: operations["pause_api_v1_work_orders_pause_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/record-output-lot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Output Lot
         * @description Put what an order made into a lot: a new one, or more of one of the same material; or into a lot for each serial.
         */
        post: operations["record_output_lot_api_v1_work_orders_record_output_lot_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release
         * @description Hand a planned order to the shop floor.
         */
        post: operations["release_api_v1_work_orders_release_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/release-reservation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release Reservation
         * @description Let anybody use again what an order has reserved of a lot and not taken.
         */
        post: operations["release_reservation_api_v1_work_orders_release_reservation_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen
         * @description Work on a completed or closed order again, for what comes late; it runs until it is completed anew.
         */
        post: operations["reopen_api_v1_work_orders_reopen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reschedule
         * @description Plan another quantity, due date or priority. What is left out stays.
         */
        post: operations["reschedule_api_v1_work_orders_reschedule_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/reserve-lot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reserve Lot
         * @description Keep a quantity of a lot for an order: nobody else may take it. Instead of what the order had reserved of it before.
         */
        post: operations["reserve_lot_api_v1_work_orders_reserve_lot_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume
         * @description Go on with a paused order, on the machine that it is on or on another.
         */
        post: operations["resume_api_v1_work_orders_resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/retire-scrap-reason": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire Scrap Reason
         * @description Take a reason off the list; what was reported keeps it.
         */
        post: operations["retire_scrap_reason_api_v1_work_orders_retire_scrap_reason_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/return-material": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return Material
         * @description Give back to a lot what an order took of it and did not use.
         */
        post: operations["return_material_api_v1_work_orders_return_material_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/scrap-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Scrap Reasons
         * @description The organization's list. Once a reason is in use, rejected pieces name one.
         */
        get: operations["list_scrap_reasons_api_v1_work_orders_scrap_reasons_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start
         * @description Begin work on a released order.
         */
        post: operations["start_api_v1_work_orders_start_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/strike-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Strike Log
         * @description Say that what a production log told did not happen. It stays visible, struck through, with the reason.
         */
        post: operations["strike_log_api_v1_work_orders_strike_log_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Take back the last entry of an order, within a minute and by who made it.
         */
        post: operations["undo_api_v1_work_orders_undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/unhold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unhold
         * @description Take an order off hold: it goes on from where it was.
         */
        post: operations["unhold_api_v1_work_orders_unhold_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/use-component-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use Component List
         * @description Have an order made by another version of its product's component list from here on.
         */
        post: operations["use_component_list_api_v1_work_orders_use_component_list_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Problems
         * @description Every code that a problem can have, with what it means. Needs no sign-in.
         */
        get: operations["list_problems_problems_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain Problem
         * @description What a problem's `type` leads to. Needs no sign-in.
         */
        get: operations["explain_problem_problems__code__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AccountEntry
         * @description A fact and what it moved: a cost above 0, what an output took along below. `sent_after` went after the outputs. `number` is
         *     what stands on the label of `lot`; `what` is the machine or the role whose time it is.
         */
        AccountEntry: {
            /** Amount */
            amount: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Corrected At */
            corrected_at: string | null;
            /** Corrected By */
            corrected_by: string | null;
            /** Corrected Why */
            corrected_why: string | null;
            /** Fact */
            fact: string;
            /** In Process */
            in_process: string;
            /** Kind */
            kind: string;
            /** Lot */
            lot: string | null;
            /** Material */
            material: string | null;
            /** Number */
            number: string | null;
            /** Original */
            original: {
                [key: string]: unknown;
            } | null;
            /** Reason */
            reason: string | null;
            /** Sent After */
            sent_after: string;
            /** Variance */
            variance: string;
            /** What */
            what: string | null;
        };
        /**
         * AccountInFull
         * @description `finished` is the good output; `unit_cost` what it cost a unit; `to_standard`: charged less the standard of the output,
         *     where its material has one.
         */
        AccountInFull: {
            /** By Kind */
            by_kind: {
                [key: string]: string;
            };
            /** Charged */
            charged: string;
            /** Currency */
            currency: string;
            /** Entries */
            entries: components["schemas"]["AccountEntry"][];
            /** Finished */
            finished: string;
            /** In Process */
            in_process: string;
            /** Ordered */
            ordered: string;
            /** Plant */
            plant: string;
            /** Product */
            product: string;
            /** To Standard */
            to_standard: string | null;
            /** Transferred */
            transferred: string;
            /** Unit Cost */
            unit_cost: string | null;
            /** Variance */
            variance: string;
            /** Work Order */
            work_order: string;
        };
        /**
         * Activity
         * @description What the equipment did during a logged interval (ISO 22400: APT, setup, ADET).
         * @enum {string}
         */
        Activity: "production" | "setup" | "breakdown";
        /**
         * AddCostToReceipt
         * @description Add freight, duty or the difference of an invoice to what a receipt brought.
         */
        AddCostToReceipt: {
            /**
             * Amount
             * @description In `currency`; below 0: a credit.
             */
            amount: number | string;
            /**
             * Currency
             * @description Left out: the books'.
             */
            currency?: string | null;
            /** Exchange Rate */
            exchange_rate?: (number | string) | null;
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Movement
             * @description The version of the receipt: 1 of lots:LOT-7@1.
             * @default 1
             */
            movement: number;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
        };
        /**
         * AddLine
         * @description Order one more thing.
         */
        AddLine: {
            /**
             * Due On
             * @description Left out: the order's due date.
             */
            due_on?: string | null;
            /**
             * Line
             * @description The line's number on the order.
             */
            line: number;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Product
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            product: string;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /**
             * Sales Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            sales_order: string;
            /**
             * Unit
             * @default pcs
             */
            unit: string;
            /** Unit Price */
            unit_price?: (number | string) | null;
        };
        /**
         * AddPerson
         * @description Let somebody in. A password is given apart, by POST /people/one-time-password.
         */
        AddPerson: {
            /**
             * Assignments
             * @description The roles, and where each is had.
             * @default []
             */
            assignments: components["schemas"]["Assigned-Input"][];
            /** Email */
            email?: string | null;
            /**
             * Login
             * @description What somebody signs in by, without blanks; letter case does not count.
             */
            login: string;
            /**
             * Name
             * @description What somebody is called.
             */
            name: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Person
             * Format: uuid
             * @description The person's id: a UUID that was made by whoever added them.
             */
            person: string;
        };
        /**
         * AdjustLot
         * @description Say what a count found.
         */
        AdjustLot: {
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description What is there, 0 or more: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /** Reason */
            reason: string;
            /**
             * Unit
             * @description Any unit of the material. Left out: the unit the lot is kept in.
             */
            unit?: string | null;
        };
        /** AnalyticsOee */
        AnalyticsOee: {
            /**
             * At
             * Format: date-time
             * @description The moment of the question.
             */
            at: string;
            engine: components["schemas"]["Engine"];
            /** Rows */
            rows: components["schemas"]["OeeRow"][];
            total: components["schemas"]["OeeRow"];
        };
        /**
         * Answer
         * @description What a command did: the facts it appended stand at these versions. `warnings` ask whether it was meant so.
         */
        Answer: {
            /** Command Id */
            command_id: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /**
             * Repeated
             * @description True when this command id was carried out before.
             * @default false
             */
            repeated: boolean;
            /** Streams */
            streams: components["schemas"]["StreamPosition"][];
            /**
             * Warnings
             * @default []
             */
            warnings: components["schemas"]["Warned"][];
        };
        /**
         * Assigned
         * @description A role, and the plants where it is had.
         */
        "Assigned-Input": {
            /**
             * Plants
             * @description The plants where it is had; none: every plant.
             * @default []
             */
            plants: string[];
            /**
             * Role
             * @description Small letters, digits and underscores.
             */
            role: string;
        };
        /** Assigned */
        "Assigned-Output": {
            /**
             * Plants
             * @description The plants where the role is had; empty means every plant.
             */
            plants: string[];
            /** Role */
            role: string;
        };
        /**
         * AssignPerson
         * @description Say which roles somebody has in which plants. It holds from their next request on, in place of what they had.
         */
        AssignPerson: {
            /**
             * Assignments
             * @description The roles, and where each is had.
             */
            assignments: components["schemas"]["Assigned-Input"][];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Person
             * Format: uuid
             * @description The person's id: a UUID that was made by whoever added them.
             */
            person: string;
        };
        /**
         * Backflush
         * @description Take for an order what its product's component list says of so many pieces; of every component, or of none.
         */
        Backflush: {
            /**
             * Into
             * @description The serials or output lots of the order that it goes into, put out already or to come. Left out: any.
             * @default []
             */
            into: string[];
            /**
             * Location
             * @description Where the components without lot numbers lie, each in its lot MATERIAL@LOCATION.
             */
            location?: string | null;
            /**
             * Lots
             * @description Taken from in this order, each as far as it goes.
             * @default []
             */
            lots: string[];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity Pcs
             * @description Pieces of the product.
             */
            quantity_pcs: number;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * Balance
         * @description `total_in` + `counted` = `total_out` + `on_hand`, or `difference` is not 0. It `closes` when there is no difference and
         *     nothing that does not match. All quantities in `unit`.
         */
        Balance: {
            /** As Of */
            as_of: string | null;
            /** As Of Feed */
            as_of_feed: number | null;
            /** Closes */
            closes: boolean;
            /** Counted */
            counted: string;
            /** Difference */
            difference: string;
            /** Lot */
            lot: string;
            /** Material */
            material: string;
            /** Mismatches */
            mismatches: components["schemas"]["Mismatch"][];
            /** Number */
            number: string;
            /** On Hand */
            on_hand: string;
            /** Plant */
            plant: string;
            /** Terms */
            terms: components["schemas"]["Term"][];
            /** Total In */
            total_in: string;
            /** Total Out */
            total_out: string;
            /** Unit */
            unit: string;
        };
        /**
         * BalanceOfMaterial
         * @description The balance of all lots of a material in one unit. What was split or merged goes from one of its lots to another: those
         *     terms cancel, or `difference` tells that they do not.
         */
        BalanceOfMaterial: {
            /** As Of */
            as_of: string | null;
            /** As Of Feed */
            as_of_feed: number | null;
            /** Closes */
            closes: boolean;
            /** Counted */
            counted: string;
            /** Difference */
            difference: string;
            /** Material */
            material: string;
            /** On Hand */
            on_hand: string;
            /** Terms */
            terms: components["schemas"]["KindOfMovement"][];
            /** Total In */
            total_in: string;
            /** Total Out */
            total_out: string;
            /** Unit */
            unit: string;
        };
        /**
         * BalanceOfOrder
         * @description What went into an order against what came out of it. Kilograms in and pieces out have no common measure: there is one
         *     yield for each unit.
         */
        BalanceOfOrder: {
            /** As Of */
            as_of: string | null;
            /** As Of Feed */
            as_of_feed: number | null;
            /** Consumed */
            consumed: components["schemas"]["OfOrder"][];
            /** Produced */
            produced: components["schemas"]["OfOrder"][];
            /** Work Order */
            work_order: string;
            /** Yields */
            yields: components["schemas"]["Yield"][];
        };
        /**
         * BatchOfCommands
         * @description Up to 500 commands, carried out in order. One that is malformed or refused does not stop the others.
         */
        BatchOfCommands: {
            /** Commands */
            commands: {
                /**
                 * Attended
                 * @description Somebody waits for the answer and can correct the command: it is refused, not set aside.
                 * @default false
                 */
                attended: boolean;
                /** Body */
                body: {
                    [key: string]: unknown;
                };
                /**
                 * Command
                 * @example work_orders.log_production
                 */
                command: string;
                /**
                 * Device Seq
                 * @description Its place in the device's outbox. A command that has one and no longer fits is set aside for a person.
                 */
                device_seq?: number | null;
                /**
                 * Id
                 * Format: uuid
                 * @description The command's id: a UUIDv7 made by the client. The same id is carried out once.
                 */
                id: string;
            }[];
            /** Device */
            device?: string | null;
            /**
             * Dry Run
             * @description Ask first: each is decided by itself on what stands now, and answered with its warnings or its refusal. Nothing is stored, not even the ids, and the streams are answered as they would come to stand.
             * @default false
             */
            dry_run: boolean;
        };
        /**
         * BatchResult
         * @description The answer to one command: `answer` when it was carried out, else `problem`.
         *
         *     Status 202 says that it was refused with `problem` and set aside as `pending_command`: the device is rid of it, and a person
         *     decides.
         */
        BatchResult: {
            answer?: components["schemas"]["Answer"] | null;
            /** Id */
            id: string | null;
            /**
             * Pending Command
             * @description The pending command under which it was set aside.
             */
            pending_command?: string | null;
            problem?: components["schemas"]["Problem"] | null;
            /** Status */
            status: number;
        };
        /** BeforeAfter */
        BeforeAfter: {
            /** After */
            after: string;
            /** Before */
            before: string;
            /** Difference */
            difference: string;
        };
        /**
         * Begin
         * @description Where a recall begins: with the lot (it is suspect), or with all that it was made from (it was complained about, and the
         *     cause may be in any of them).
         * @enum {string}
         */
        Begin: "lot" | "sources";
        /**
         * Beginning
         * @description `open`: an organization may be begun with the setup code. `people`: there is one to sign in to, be it the demo.
         */
        Beginning: {
            /** Open */
            open: boolean;
            /** People */
            people: boolean;
        };
        /**
         * Begun
         * @description What to sign in with.
         */
        Begun: {
            /** Login */
            login: string;
            /** Organization */
            organization: string;
        };
        /**
         * BlockCustomer
         * @description Sell and send nothing more to a customer until it is unblocked.
         */
        BlockCustomer: {
            /**
             * Customer
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            customer: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
        };
        /**
         * BooksChange
         * @description A closing or an opening; `through` is the last day that was closed from then on, null where none was.
         */
        BooksChange: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By Name */
            by_name: string | null;
            /** By User */
            by_user: string | null;
            /** Closed */
            closed: boolean;
            /** Closed Until */
            closed_until: string | null;
            /** Reason */
            reason: string;
            /** Through */
            through: string | null;
        };
        /**
         * BooksShown
         * @description `closed_through` is the last closed day, null where none is: nothing is told or corrected of what was before `closed_until`.
         *     The last change comes first.
         */
        BooksShown: {
            /** Changes */
            changes: components["schemas"]["BooksChange"][];
            /** Closed Through */
            closed_through: string | null;
            /** Closed Until */
            closed_until: string | null;
        };
        /**
         * CancelLine
         * @description Give up a line of which nothing is delivered.
         */
        CancelLine: {
            /**
             * Line
             * @description The line's number on the order.
             */
            line: number;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
            /**
             * Sales Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            sales_order: string;
        };
        /**
         * CancelOrder
         * @description Give up an order of which nothing is delivered.
         */
        CancelOrder: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
            /**
             * Sales Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            sales_order: string;
        };
        /**
         * CancelWorkOrder
         * @description Give up an order for which no lot has moved.
         */
        CancelWorkOrder: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * Capability
         * @description Both families of indices under their usual names, and what they were computed from.
         */
        Capability: {
            /** Count */
            count: number;
            cp: components["schemas"]["Index"] | null;
            cpk: components["schemas"]["Index"] | null;
            cpl: components["schemas"]["Index"] | null;
            cpm: components["schemas"]["Index"] | null;
            cpm_overall: components["schemas"]["Index"] | null;
            cpu: components["schemas"]["Index"] | null;
            /** Mean */
            mean: number;
            pp: components["schemas"]["Index"] | null;
            ppk: components["schemas"]["Index"] | null;
            ppl: components["schemas"]["Index"] | null;
            ppu: components["schemas"]["Index"] | null;
            /** Sd Overall */
            sd_overall: number;
            /** Sigma Within */
            sigma_within: number;
        };
        /**
         * CarryOut
         * @description Try the command again, as it was made or amended. What is refused again leaves the pending command open.
         */
        CarryOut: {
            /**
             * Body
             * @description All fields of the command as it is to be carried out. Left out: as it was made.
             */
            body?: {
                [key: string]: unknown;
            } | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Pending Command
             * Format: uuid
             * @description The id of the command that was set aside.
             */
            pending_command: string;
        };
        /**
         * Cause
         * @description A fact that another followed from, with what it said. `by_user` told it; null: a reaction did, and that has a cause too.
         */
        Cause: {
            /** By User */
            by_user: string | null;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Stream */
            stream: string;
            /** Type */
            type: string;
            /** Version */
            version: number;
        };
        /**
         * Caused
         * @description A fact that `reaction` led to, with the fact that it followed from, and what that one followed from in its turn.
         */
        Caused: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Because */
            because: components["schemas"]["Cause"][];
            /** Reaction */
            reaction: string;
            /** Type */
            type: string;
            /** Version */
            version: number;
        };
        /**
         * CertificateShown
         * @description `revoked_reason` is null unless it was taken away.
         */
        CertificateShown: {
            /** Certificate */
            certificate: string;
            /** Expired */
            expired: boolean;
            /** Expires At */
            expires_at: string | null;
            /** Operator */
            operator: string;
            /** Revoked Reason */
            revoked_reason: string | null;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
        };
        /**
         * ChangeCustomer
         * @description Say what a customer is called or where it is from now on. What is left out stays.
         */
        ChangeCustomer: {
            /** Country */
            country?: string | null;
            /**
             * Customer
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            customer: string;
            /** Name */
            name?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
        };
        /** ChangeEmail */
        ChangeEmail: {
            /**
             * Email
             * @description Where you get mail; null: nowhere.
             */
            email: string | null;
            /** Password */
            password?: string | null;
        };
        /**
         * ChangeLine
         * @description Order another quantity, or for another day. What is left out stays.
         */
        ChangeLine: {
            /** Due On */
            due_on?: string | null;
            /**
             * Line
             * @description The line's number on the order.
             */
            line: number;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Quantity */
            quantity?: (number | string) | null;
            /** Reason */
            reason?: string | null;
            /**
             * Sales Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            sales_order: string;
        };
        /**
         * ChangeMachineAccount
         * @description Say anew what a program may do, where and until when: what is left out is nothing, and not as before.
         */
        ChangeMachineAccount: {
            /**
             * Expires At
             * @description From then on it is good no more; null: it does not expire.
             */
            expires_at?: string | null;
            /**
             * Machine Account
             * @description The machine account's name.
             */
            machine_account: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Permissions
             * @description What it may do, by the names of permissions; in place of a role.
             * @default []
             */
            permissions: string[];
            /**
             * Plants Allowed
             * @description The plants where it may do so; empty: every plant.
             * @default []
             */
            plants_allowed: string[];
            /**
             * Purpose
             * @description What the program is for.
             */
            purpose?: string | null;
            /**
             * Role
             * @description What it may do, by the name of a role.
             */
            role?: string | null;
        };
        /**
         * ChangeMaterial
         * @description Say what is known of a material from now on. What is left out stays; what `clear` names is known no more.
         */
        ChangeMaterial: {
            /**
             * Clear
             * @default []
             */
            clear: ("name" | "description" | "shelf_life_days" | "gtin" | "sap_material")[];
            /** Description */
            description?: string | null;
            /** Gtin */
            gtin?: string | null;
            /**
             * Material
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            material: string;
            /** Name */
            name?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Sap Material */
            sap_material?: string | null;
            /** Shelf Life Days */
            shelf_life_days?: number | null;
            /**
             * Units
             * @description All of the other units; an empty object: none.
             */
            units?: {
                [key: string]: string;
            } | null;
        };
        /**
         * ChangeOperator
         * @description Give an operator another role or plant. What is left out stays; time that was told keeps its role.
         */
        ChangeOperator: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
            /** Plant */
            plant?: string | null;
            /** Role */
            role?: string | null;
        };
        /** ChangePassword */
        ChangePassword: {
            /**
             * Current
             * Format: password
             */
            current: string;
            /**
             * New
             * Format: password
             * @description 12 characters or more, whatever they are; not one that is guessed first.
             */
            new: string;
        };
        /**
         * ChangePerson
         * @description Change what somebody signs in by, is called, or gets mail at. What is left out stays; null as the address is none.
         */
        ChangePerson: {
            /** Email */
            email?: string | null;
            /** Login */
            login?: string | null;
            /** Name */
            name?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Person
             * Format: uuid
             * @description The person's id: a UUID that was made by whoever added them.
             */
            person: string;
        };
        /**
         * ChangePlant
         * @description Change a plant's name or clock. What is left out stays; a `valid_from` in the past counts anew what was done since.
         */
        ChangePlant: {
            /** Day Starts At */
            day_starts_at?: string | null;
            /** Name */
            name?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Plant
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            plant: string;
            /** Time Zone */
            time_zone?: string | null;
            /**
             * Valid From
             * Format: date
             * @description The first shift day that begins by the plant's new clock.
             */
            valid_from: string;
        };
        /**
         * ChangeRole
         * @description Say what a role may do from now on, be it your own or one that was there. What is left out it may not.
         */
        ChangeRole: {
            /**
             * Allow
             * @description What the role may do.
             * @default []
             */
            allow: string[];
            /**
             * Deny
             * @description What it may not do all the same; wins over `allow`.
             * @default []
             */
            deny: string[];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Role
             * @description Small letters, digits and underscores.
             */
            role: string;
            /**
             * Second Factor
             * @description Whoever has the role must sign in with a second factor.
             * @default false
             */
            second_factor: boolean;
        };
        /**
         * ChangeState
         * @description Say what the machine does from `occurred_at` on.
         */
        ChangeState: {
            /**
             * Equipment
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            equipment: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
            state: components["schemas"]["EquipmentState"];
        };
        /**
         * ChangeStation
         * @description Change where a station stands, which machines it is for, or what may be done at it. What is left out stays.
         */
        ChangeStation: {
            /** Equipment */
            equipment?: string[] | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Plant */
            plant?: string | null;
            /** Role */
            role?: string | null;
            /**
             * Station
             * @description The station's name, as people call the device.
             */
            station: string;
        };
        /**
         * Characteristic
         * @description What is measured, with its specification in its unit; `response` is what a violation does to the lot that was measured.
         */
        Characteristic: {
            /** Characteristic */
            characteristic: string;
            kind: components["schemas"]["PairKind"];
            /** Lsl */
            lsl: number | null;
            /** Plant */
            plant: string;
            /** Product */
            product: string | null;
            response: components["schemas"]["ViolationResponse"];
            /** Target */
            target: number | null;
            /** Unit */
            unit: string | null;
            /** Usl */
            usl: number | null;
            /** Version */
            version: number;
        };
        /**
         * CharacteristicState
         * @description A characteristic with its state by the subgroup measured last, and the rules which that completes.
         *
         *     `not_charted` counts the subgroups of a size that its charts do not take.
         */
        CharacteristicState: {
            /** Characteristic */
            characteristic: string;
            kind: components["schemas"]["PairKind"];
            /** Last Measured At */
            last_measured_at: string | null;
            /**
             * Last State
             * @enum {string}
             */
            last_state: "in_control" | "out_of_control" | "no_limits";
            /** Last Subgroup */
            last_subgroup: string | null;
            /** Lsl */
            lsl: number | null;
            /** Not Charted */
            not_charted: number;
            /** Plant */
            plant: string;
            /** Product */
            product: string | null;
            response: components["schemas"]["ViolationResponse"];
            /** Subgroups */
            subgroups: number;
            /** Target */
            target: number | null;
            /** Unit */
            unit: string | null;
            /** Usl */
            usl: number | null;
            /** Version */
            version: number;
            /** Violations */
            violations: components["schemas"]["LastViolation"][];
        };
        /**
         * ChargeKind
         * @description What an order is charged with beside material and time.
         * @enum {string}
         */
        ChargeKind: "outside_work" | "tooling" | "overhead" | "other";
        /**
         * ChargeOrder
         * @description Charge an order with what is neither material nor time: outside work, tooling.
         */
        ChargeOrder: {
            /**
             * Amount
             * @description In the organization's currency; below 0: a credit.
             */
            amount: number | string;
            /** @default outside_work */
            kind: components["schemas"]["ChargeKind"];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * ChartAnswer
         * @description A characteristic's two charts, its capability, what stands on none of them, and what was corrected.
         *
         *     Points stand in the order in which they were measured, whenever they were told. `capability` is that of the points shown, with
         *     95 % intervals; null without a specification or with too few values. `in_control` is true when no point shown completes a rule's
         *     pattern on either chart; null without limits.
         */
        ChartAnswer: {
            capability: components["schemas"]["Capability"] | null;
            characteristic: components["schemas"]["Characteristic"];
            /** Corrected */
            corrected: components["schemas"]["Struck"][];
            /** In Control */
            in_control: boolean | null;
            limits: components["schemas"]["LimitsBasis"];
            location: components["schemas"]["ControlChart"];
            /** Not Charted */
            not_charted: components["schemas"]["NotCharted"][];
            spread: components["schemas"]["ControlChart"];
            /** Subgroups */
            subgroups: number;
        };
        /**
         * ChartKind
         * @description The pair of charts that fits how the values come.
         * @enum {string}
         */
        "ChartKind-Input": "xbar_r" | "xbar_s" | "i_mr";
        /** @enum {string} */
        "ChartKind-Output": "xbar" | "R" | "S" | "I" | "MR";
        /**
         * Choice
         * @description Where you want to be told of which subject; what is not named stays.
         */
        Choice: {
            /**
             * Daily At Hour
             * @description When the mail of the day comes, by the clock of your plant.
             */
            daily_at_hour: number;
            /** Subjects */
            subjects: components["schemas"]["ChosenForSubject"][];
        };
        /** ChoiceShown */
        ChoiceShown: {
            /** Daily At Hour */
            daily_at_hour: number;
            /**
             * Mail Is Set Up
             * @description Whether this installation sends mail at all.
             */
            mail_is_set_up: boolean;
            /** Subjects */
            subjects: components["schemas"]["ShownForSubject"][];
        };
        /** ChosenForSubject */
        ChosenForSubject: {
            /** Browser */
            browser: boolean;
            mail: components["schemas"]["Mail"];
            subject: components["schemas"]["Subject"];
        };
        /**
         * CloseBooks
         * @description Have nothing told or corrected any more of what was through a day, in the whole organization.
         */
        CloseBooks: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
            /**
             * Through
             * Format: date
             * @description The last day that is closed.
             */
            through: string;
            /**
             * Time Zone
             * @description On whose clock the day ends.
             * @default UTC
             */
            time_zone: string;
        };
        /**
         * CloseOrder
         * @description Settle an order: what is not delivered by now is not expected any more.
         */
        CloseOrder: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Sales Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            sales_order: string;
        };
        /**
         * CloseStation
         * @description Close a station for good, and unpair its device.
         */
        CloseStation: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Station
             * @description The station's name, as people call the device.
             */
            station: string;
        };
        /**
         * CloseWorkOrder
         * @description Settle a completed order: nothing more is expected.
         */
        CloseWorkOrder: {
            /** @description Which pieces are right, where those logged and those put out as lots differ. */
            made?: components["schemas"]["MadeBy"] | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * ColumnTold
         * @description A column of the file, and what it is; null: it is not read.
         */
        ColumnTold: {
            /** Column */
            column: string;
            /** Name */
            name: string | null;
        };
        /**
         * CompleteWorkOrder
         * @description Say that the work is done, with fewer pieces than ordered, too.
         */
        CompleteWorkOrder: {
            /** @description Which pieces are right, where those logged and those put out as lots differ. */
            made?: components["schemas"]["MadeBy"] | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Reason
             * @description Why it made less than was ordered.
             */
            reason?: string | null;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * ComponentDiffers
         * @description What the order's list and the newest one say of a component; null: it is not in it.
         */
        ComponentDiffers: {
            /** Material */
            material: string;
            newest: components["schemas"]["ComponentListed"] | null;
            used: components["schemas"]["ComponentListed"] | null;
        };
        /**
         * ComponentListed
         * @description So much goes into `batch_quantity` base units of the product; `exact` is the quantity as a fraction, where it is rounded.
         */
        ComponentListed: {
            /** Batch Quantity */
            batch_quantity: string;
            /** Exact */
            exact?: string | null;
            /** Quantity */
            quantity: string;
            /** Scrap Percent */
            scrap_percent: string;
            /** Unit */
            unit: string;
        };
        /**
         * ComponentOf
         * @description So much of a material goes into a product.
         */
        ComponentOf: {
            /**
             * Material
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            material: string;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /**
             * Scrap Percent
             * @description What is used up on the way, in %.
             * @default 0
             */
            scrap_percent: number | string;
            /**
             * Unit
             * @description Any unit of the component.
             */
            unit: string;
        };
        /**
         * ComponentShown
         * @description So much goes into `batch_quantity` base units of the product; `scrap_percent` more is used up on the way.
         */
        ComponentShown: {
            /**
             * Exact
             * @description The quantity as a fraction, `1/3`, where its decimal is rounded.
             */
            exact?: string | null;
            /** Material */
            material: string;
            /** Quantity */
            quantity: string;
            /** Scrap Percent */
            scrap_percent: string;
            /** Unit */
            unit: string;
        };
        /**
         * ConsumeLot
         * @description Take a quantity of a lot for an order; of material without lot numbers, from a storage location.
         */
        ConsumeLot: {
            /**
             * Into
             * @description The serials or output lots of the order that it goes into, put out already or to come. Left out: any.
             * @default []
             */
            into: string[];
            /**
             * Location
             * @description Where it lies, or is put.
             */
            location?: string | null;
            /** Lot */
            lot?: string | null;
            /**
             * Material
             * @description Instead of a lot, with its location; or beside it.
             */
            material?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Override Reason */
            override_reason?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /** Reason */
            reason?: string | null;
            /**
             * Suggested Lot
             * @description The lot that should go first; see GET /stock/suggestion.
             */
            suggested_lot?: string | null;
            /**
             * Unit
             * @description Any unit of the material. Left out: the unit the lot is kept in.
             */
            unit?: string | null;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * ControlChart
         * @description One chart. `center` and `sigma_within` are null while there are too few subgroups for limits.
         *
         *     `zones` are the lines that all its points share; null where subgroups differ in size: every point has its own then.
         */
        ControlChart: {
            /** Center */
            center: number | null;
            kind: components["schemas"]["ChartKind-Output"];
            /** Points */
            points: components["schemas"]["Point"][];
            /** Sigma Within */
            sigma_within: number | null;
            /** Zones */
            zones: components["schemas"]["Zone"][] | null;
        };
        /**
         * CorrectLog
         * @description Replace what a production log said. The original stays visible, struck through, with the reason.
         */
        CorrectLog: {
            /** @default production */
            activity: components["schemas"]["Activity"];
            /**
             * Ended At
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            ended_at: string;
            /**
             * Equipment
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            equipment: string;
            /**
             * Good Pcs
             * @description Whole pieces.
             * @default 0
             */
            good_pcs: number;
            /**
             * Log
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            log: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Operation */
            operation?: string | null;
            /**
             * Operator
             * @description The operator's user or badge id, never a name.
             */
            operator?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Rejected Pcs
             * @description Whole pieces.
             * @default 0
             */
            rejected_pcs: number;
            /**
             * Review Pcs
             * @description Pieces set aside for material review.
             * @default 0
             */
            review_pcs: number;
            /**
             * Rework Pcs
             * @description Whole pieces.
             * @default 0
             */
            rework_pcs: number;
            /**
             * Scrap Reason
             * @description Of the organization's list, needed once there is one.
             */
            scrap_reason?: string | null;
            /**
             * Started At
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            started_at: string;
            /** Why */
            why: string;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * CorrectLot
         * @description Say what the lot is in truth: its number, where it is from, how long it keeps. What is left out stays; what `clear` names is
         *     known no more.
         */
        CorrectLot: {
            /**
             * Attributes
             * @description All of them; an empty object: none.
             */
            attributes?: {
                [key: string]: string;
            } | null;
            /**
             * Clear
             * @default []
             */
            clear: ("supplier" | "supplier_lot" | "expires_at" | "produced_on")[];
            /** Expires At */
            expires_at?: string | null;
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Number
             * @description The number it bears in truth; it is found by that from now on.
             */
            number?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Produced On */
            produced_on?: string | null;
            /** Supplier */
            supplier?: string | null;
            /**
             * Supplier Lot
             * @description The number that the supplier gave it.
             */
            supplier_lot?: string | null;
            /** Why */
            why: string;
        };
        /**
         * CorrectMovement
         * @description Say what a movement of a lot was in truth. The original stays visible, struck through, with the reason.
         */
        CorrectMovement: {
            /** Happened At */
            happened_at?: string | null;
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Movement
             * @description The version of the lot's fact: 3 of lots:LOT-7@3.
             */
            movement: number;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description In `unit`. Left out, like the others: as it stands.
             */
            quantity?: (number | string) | null;
            /**
             * Strike
             * @description It did not happen at all.
             * @default false
             */
            strike: boolean;
            /**
             * Total Cost
             * @description Of a whole receipt, instead of unit_cost.
             */
            total_cost?: (number | string) | null;
            /**
             * Unit
             * @description Any unit of the material. Left out: the unit the lot is kept in.
             */
            unit?: string | null;
            /**
             * Unit Cost
             * @description Of a receipt: of one `unit`, in the currency it was told in.
             */
            unit_cost?: (number | string) | null;
            /** Why */
            why: string;
        };
        /**
         * CorrectStatement
         * @description Say what was so in truth of an interval, or of a change of state, that was told. What is left out stays. Of what was struck
         *     it says that it was so.
         */
        CorrectStatement: {
            /**
             * Ended At
             * @description Of an interval; a state ends with the next change.
             */
            ended_at?: string | null;
            /**
             * Equipment
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            equipment: string;
            /** @description What the machine did, or the state it went into. */
            kind?: components["schemas"]["EquipmentState"] | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
            /** Started At */
            started_at?: string | null;
            /**
             * Statement
             * @description The version of the fact that told it: 3 of equipment:M-1@3.
             */
            statement: number;
            /** Why */
            why: string;
        };
        /**
         * CorrectSubgroup
         * @description Replace the values of a subgroup, and when they were measured. The original stays visible, struck through, with the
         *     reason.
         */
        CorrectSubgroup: {
            /**
             * Characteristic
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            characteristic: string;
            /**
             * Measured At
             * @description When they were measured. Left out: as it was told.
             */
            measured_at?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Subgroup
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            subgroup: string;
            /**
             * Values
             * @description Measured values. A chart of single values takes 1, others 2 to 25; what they do not take is kept beside them.
             */
            values: (number | string)[];
            /** Why */
            why: string;
        };
        /**
         * CorrectTime
         * @description Replace what an entry said. The original stays visible, struck through, with the reason.
         */
        CorrectTime: {
            /** @default production */
            activity: components["schemas"]["LaborActivity"];
            /**
             * Breaks S
             * @description Seconds that are not paid.
             * @default 0
             */
            breaks_s: number | string;
            /**
             * Ended At
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            ended_at: string;
            /**
             * Entry
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            entry: string;
            /** Equipment */
            equipment?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Operation */
            operation?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
            /**
             * Started At
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            started_at: string;
            /** Why */
            why: string;
            /** Work Order */
            work_order?: string | null;
        };
        /**
         * CostingMethod
         * @description What an issue costs: the oldest goods, the newest, the average of all there are, a cost set beforehand, or what the very lot
         *     cost.
         * @enum {string}
         */
        CostingMethod: "fifo" | "lifo" | "moving_average" | "standard" | "specific_identification";
        /** Created */
        Created: {
            /**
             * Secret
             * @description What its receiver verifies signatures by. It is never told again.
             */
            secret: string;
            webhook: components["schemas"]["WebhookShown"];
        };
        /**
         * CreateMachineAccount
         * @description Let a program in, by keys that are added to its account. It has a role, or a list of permissions.
         */
        CreateMachineAccount: {
            /**
             * Expires At
             * @description From then on it is good no more; null: it does not expire.
             */
            expires_at?: string | null;
            /**
             * Machine Account
             * @description The machine account's name.
             */
            machine_account: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Permissions
             * @description What it may do, by the names of permissions; in place of a role.
             * @default []
             */
            permissions: string[];
            /**
             * Plants Allowed
             * @description The plants where it may do so; empty: every plant.
             * @default []
             */
            plants_allowed: string[];
            /**
             * Purpose
             * @description What the program is for.
             */
            purpose?: string | null;
            /**
             * Role
             * @description What it may do, by the name of a role.
             */
            role?: string | null;
        };
        /**
         * CreateOrder
         * @description Take in what a customer orders. Lines may also be added later.
         */
        CreateOrder: {
            /** Currency */
            currency?: string | null;
            /**
             * Customer
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            customer: string;
            /** Due On */
            due_on?: string | null;
            /**
             * Lines
             * @default []
             */
            lines: components["schemas"]["OrderLine"][];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Over Delivery Percent
             * @description What may be delivered above the order, in %.
             * @default 0
             */
            over_delivery_percent: number | string;
            /**
             * Plant
             * @description The plant that delivers. Left out: the only one.
             */
            plant?: string;
            /**
             * Reference
             * @description The customer's own number of the order.
             */
            reference?: string | null;
            /**
             * Sales Order
             * @description Left out: the next number of the organization's rule (organizations.set_number_rule).
             */
            sales_order?: string | null;
        };
        /**
         * CreateWorkOrder
         * @description Plan so many pieces of a product.
         */
        CreateWorkOrder: {
            /** Due At */
            due_at?: string | null;
            /** Note */
            note?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Operations
             * @description Left out: reports may name any operation.
             * @default []
             */
            operations: components["schemas"]["OperationOf"][];
            /**
             * Over Completion Percent
             * @description How much more may be made. Left out: no limit.
             */
            over_completion_percent?: number | string | null;
            /**
             * Plant
             * @description A plant. Left out: the only one that there is, or that you work for; else it has to be named.
             */
            plant?: string;
            /**
             * Priority
             * @description 0 to 100; a higher one goes first.
             * @default 50
             */
            priority: number;
            /**
             * Product
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            product: string;
            /**
             * Quantity Pcs
             * @description Whole pieces.
             */
            quantity_pcs: number;
            /**
             * Rework Of
             * @description The order whose pieces that went to rework these are.
             */
            rework_of?: string | null;
            /**
             * Sales Order
             * @description What it is made for; need not be known here.
             */
            sales_order?: string | null;
            /** Sales Order Line */
            sales_order_line?: number | null;
            /**
             * Work Order
             * @description Left out: the next number of the organization's rule (organizations.set_number_rule).
             */
            work_order?: string | null;
        };
        /**
         * CustomerShown
         * @description A customer; `block_reason` and `blocked_at` are null unless it is blocked.
         */
        CustomerShown: {
            /** Block Reason */
            block_reason: string | null;
            /** Blocked At */
            blocked_at: string | null;
            /** Country */
            country: string | null;
            /** Customer */
            customer: string;
            /** Name */
            name: string;
            /** Open Orders */
            open_orders: number;
            /** Version */
            version: number;
        };
        /**
         * DateInNumber
         * @description How the day stands in a lot number that is given by a rule: that of the plant's clock.
         * @enum {string}
         */
        DateInNumber: "none" | "YY" | "YYMM" | "YYMMDD" | "YYYYMMDD" | "YYWW";
        /**
         * DeadJob
         * @description A job that failed for good: three times, or once where no other try could help. `error` is what the last try ended with.
         */
        DeadJob: {
            /** Attempts */
            attempts: number;
            /** Body */
            body: {
                [key: string]: unknown;
            };
            /**
             * Died At
             * Format: date-time
             */
            died_at: string;
            /**
             * Enqueued At
             * Format: date-time
             */
            enqueued_at: string;
            /** Error */
            error: string;
            /**
             * Job
             * Format: uuid
             */
            job: string;
            /** Kind */
            kind: string;
        };
        /**
         * DefineCharacteristic
         * @description Say what is measured and within which limits.
         */
        DefineCharacteristic: {
            /**
             * Characteristic
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            characteristic: string;
            /** @description Left out: i_mr for single values, else xbar_r or xbar_s. */
            kind?: components["schemas"]["ChartKind-Input"] | null;
            /**
             * Lsl
             * @description Lower specification limit.
             */
            lsl?: number | string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Plant
             * @description A plant. Left out: the only one that there is, or that you work for; else it has to be named.
             */
            plant?: string;
            /** Product */
            product?: string | null;
            /**
             * Subgroup Size
             * @description The usual number of values.
             */
            subgroup_size?: number | null;
            /** Target */
            target?: number | string | null;
            /** Unit */
            unit?: string | null;
            /**
             * Usl
             * @description Upper specification limit.
             */
            usl?: number | string | null;
        };
        /**
         * DefineRole
         * @description Define a role of your own.
         */
        DefineRole: {
            /**
             * Allow
             * @description What the role may do.
             * @default []
             */
            allow: string[];
            /**
             * Deny
             * @description What it may not do all the same; wins over `allow`.
             * @default []
             */
            deny: string[];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Role
             * @description Small letters, digits and underscores.
             */
            role: string;
            /**
             * Second Factor
             * @description Whoever has the role must sign in with a second factor.
             * @default false
             */
            second_factor: boolean;
        };
        /**
         * DefineScrapReason
         * @description Put a reason on the organization's list, or call it otherwise. From the first on rejected pieces need one.
         */
        DefineScrapReason: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Scrap Reason
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            scrap_reason: string;
            /** Text */
            text: string;
        };
        /**
         * Deliver
         * @description Ship a quantity of a lot for a line: order and lot are told together, or neither is.
         */
        Deliver: {
            /**
             * Delivery
             * @description The number of the delivery note.
             */
            delivery: string;
            /**
             * Line
             * @description The line's number on the order.
             */
            line: number;
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /**
             * Sales Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            sales_order: string;
            /**
             * Unit
             * @description Any unit of the product. Left out: the unit that the line orders in.
             */
            unit?: string | null;
        };
        /**
         * Delivery
         * @description A fact that a webhook is told, and what its receiver answered to the last attempt. The number 0 is an event that somebody
         *     sent to try it.
         */
        Delivery: {
            /**
             * Answer
             * @description The first bytes of the answer.
             */
            answer: string | null;
            /** Attempts */
            attempts: number;
            /** Duration Ms */
            duration_ms: number | null;
            /** Error */
            error: string | null;
            /**
             * Next At
             * @description Of the next attempt, where one failed.
             */
            next_at: string | null;
            /**
             * Noted At
             * Format: date-time
             */
            noted_at: string;
            /**
             * Number
             * @description Of the fact, in the organization's feed.
             */
            number: number;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "accepted" | "dropped";
            /**
             * Status
             * @description The status that was answered; null: nothing was.
             */
            status: number | null;
            /** Stream */
            stream: string;
            /** Tried At */
            tried_at: string | null;
            /** Type */
            type: string;
        };
        /**
         * DeliveryAsTold
         * @description What was told first of a delivery that was corrected.
         */
        DeliveryAsTold: {
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Quantity */
            quantity: string;
        };
        /**
         * DeliveryOfLine
         * @description What went out with a delivery note, or came back from one, in the line's unit, as it stands. When it was corrected,
         *     `original` is to be shown struck through, with who corrected it and why; a struck one did not happen. `number` is what stands on
         *     the label of `lot`.
         */
        DeliveryOfLine: {
            /** By User */
            by_user: string | null;
            /** Corrected At */
            corrected_at: string | null;
            /** Corrected By */
            corrected_by: string | null;
            /** Corrected Why */
            corrected_why: string | null;
            /** Delivery */
            delivery: string;
            /** Feed Seq */
            feed_seq: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "delivered" | "returned";
            /** Line */
            line: number;
            /** Lot */
            lot: string | null;
            /** Number */
            number: string | null;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            original: components["schemas"]["DeliveryAsTold"] | null;
            /** Quantity */
            quantity: string;
            /** Reason */
            reason: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Struck */
            struck: boolean;
            /** Version */
            version: number;
        };
        /**
         * DeviceToken
         * @description A short token of a station. By it a device asks who can identify, and reads; it tells nothing of work.
         */
        DeviceToken: {
            /** Access Token */
            access_token: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Token Type
             * @default Bearer
             */
            token_type: string;
        };
        /**
         * Direction
         * @enum {string}
         */
        Direction: "forward" | "backward" | "both";
        /**
         * DisableMachineAccount
         * @description Let a program in no more. Its keys stay, and are good again when it is enabled.
         */
        DisableMachineAccount: {
            /**
             * Machine Account
             * @description The machine account's name.
             */
            machine_account: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
        };
        /**
         * DisablePerson
         * @description Let somebody in no more, for now. Their sign-ins end at once.
         */
        DisablePerson: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Person
             * Format: uuid
             * @description The person's id: a UUID that was made by whoever added them.
             */
            person: string;
        };
        /**
         * Dismiss
         * @description Decide that the command is not to be carried out.
         */
        Dismiss: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Pending Command
             * Format: uuid
             * @description The id of the command that was set aside.
             */
            pending_command: string;
            /** Reason */
            reason: string;
        };
        /**
         * DoneAgain
         * @description A job that goes back to its queue, under the id that it had.
         */
        DoneAgain: {
            /**
             * Job
             * Format: uuid
             */
            job: string;
        };
        /**
         * Edge
         * @description A step from lot to lot through an order, a split or a merge. `quantity` is what the source gave, `made` what the
         *     target got. `stated` where it was said to go into that very lot, or is a split or a merge. What of an order was not said so
         *     leads to every lot it put out, each with its own amount: all that is possible.
         */
        Edge: {
            /** Made */
            made: string;
            /** Made Unit */
            made_unit: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Quantity */
            quantity: string;
            /** Source */
            source: string;
            /** Stated */
            stated: boolean;
            /** Target */
            target: string;
            /**
             * Through
             * @enum {string}
             */
            through: "work_order" | "split" | "merge";
            /** Unit */
            unit: string;
            /** Work Order */
            work_order: string | null;
        };
        /**
         * EnableMachineAccount
         * @description Let a program in again.
         */
        EnableMachineAccount: {
            /**
             * Machine Account
             * @description The machine account's name.
             */
            machine_account: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
        };
        /**
         * EnablePerson
         * @description Let somebody in again.
         */
        EnablePerson: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Person
             * Format: uuid
             * @description The person's id: a UUID that was made by whoever added them.
             */
            person: string;
        };
        /**
         * EndBreak
         * @description Go on after a break.
         */
        EndBreak: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
        };
        /**
         * EndJob
         * @description Clock off from a job, or from all. A break that goes on ends with the last.
         */
        EndJob: {
            /**
             * All
             * @description All jobs end that run.
             * @default false
             */
            all: boolean;
            /**
             * Entry
             * @description Of the job that ends. Left out: the only one that runs.
             */
            entry?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
        };
        /** @enum {string} */
        Engine: "duckdb" | "postgresql";
        /** EnrolmentShown */
        EnrolmentShown: {
            /**
             * Rows
             * @description The same as a QR code: its rows, 1 where it is dark.
             */
            rows: string[];
            /**
             * Secret
             * @description What the authenticator has to know, to be typed.
             */
            secret: string;
            /**
             * Uri
             * @description The same as an address, which authenticators open.
             */
            uri: string;
        };
        /**
         * EntryShown
         * @description An entry of time in one of its forms. `stands` is false for one that was corrected or struck; `why` is the correction's.
         *     `paid_s` is its share of the operator's time, less than it lasted where other time stands beside it.
         */
        EntryShown: {
            activity: components["schemas"]["LaborActivity"];
            /** Breaks S */
            breaks_s: string;
            /** By User */
            by_user: string | null;
            /**
             * Ended At
             * Format: date-time
             */
            ended_at: string;
            /** Entry */
            entry: string;
            /** Equipment */
            equipment: string | null;
            /** Feed Seq */
            feed_seq: number;
            /** Operation */
            operation: string | null;
            /** Operator */
            operator: string;
            /** Paid S */
            paid_s: string;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Role */
            role: string;
            /** Stands */
            stands: boolean;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Struck */
            struck: boolean;
            /** Version */
            version: number;
            /** Why */
            why: string | null;
            /** Work Order */
            work_order: string | null;
        };
        /**
         * EquipmentReliability
         * @description Convention: MTBF = production time / failures, MTTR = time under breakdown / failures.
         */
        EquipmentReliability: {
            /**
             * Convention
             * @default MTBF = production time / failures; MTTR = time under breakdown / failures; breakdowns that overlap or touch are one failure; a breakdown counts in the shift day it began; what goes on now counts so far; time in a planned stop is neither.
             */
            convention: string;
            /**
             * Failures
             * @description Breakdowns, with the one that goes on; those that overlap or touch are one.
             */
            failures: number;
            /**
             * Goes On
             * @description The last of them has not ended: its repair is counted so far.
             */
            goes_on: boolean;
            /** Inherent Availability Ratio */
            inherent_availability_ratio: number | null;
            /**
             * Mtbf Longer Than S
             * @description Without a failure yet: the time observed, mtbf_s is null then.
             */
            mtbf_longer_than_s: number | null;
            /** Mtbf S */
            mtbf_s: number | null;
            /** Mttr S */
            mttr_s: number | null;
            /** Operating S */
            operating_s: number;
            /** Repair S */
            repair_s: number;
        };
        /**
         * EquipmentState
         * @description What a machine does, in the time model of ISO 22400-2.
         * @enum {string}
         */
        EquipmentState: "production" | "setup" | "breakdown" | "planned_stop" | "idle";
        /** EquipmentTimeline */
        EquipmentTimeline: {
            /**
             * At
             * Format: date-time
             * @description The moment of the question.
             */
            at: string;
            /** Day Starts At */
            day_starts_at: string;
            /** Equipment */
            equipment: string;
            /** Plant */
            plant: string;
            reliability: components["schemas"]["EquipmentReliability"];
            /** @description What it is in now; that time counts up to `at`. */
            state: components["schemas"]["EquipmentState"] | null;
            /** State Reason */
            state_reason: string | null;
            /** State Since */
            state_since: string | null;
            /** Time Zone */
            time_zone: string;
            /** Told */
            told: components["schemas"]["TimelineEntry"][];
            total: components["schemas"]["OeeRow"];
        };
        /**
         * ErasePerson
         * @description Erase what is personal of somebody. What they did stays, under an id that names nobody.
         */
        ErasePerson: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Person
             * Format: uuid
             * @description The person's id: a UUID that was made by whoever added them.
             */
            person: string;
        };
        /**
         * Export
         * @description An export of yours. `file` opens it without a token until `link_expires_at`; each look makes a new link.
         */
        Export: {
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Bytes */
            bytes: number;
            /** Ended At */
            ended_at: string | null;
            /**
             * Expires At
             * Format: date-time
             * @description When the file goes.
             */
            expires_at: string;
            /**
             * Export Id
             * Format: uuid
             */
            export_id: string;
            /** File */
            file: string | null;
            /**
             * Format
             * @enum {string}
             */
            format: "csv" | "parquet" | "xlsx";
            /** Link Expires At */
            link_expires_at: string | null;
            /** Part */
            part: string | null;
            /** Question */
            question: string;
            /**
             * Reason
             * @description Why it failed, or has to be tried again.
             */
            reason: string | null;
            /**
             * Rows
             * @description Rows written so far.
             */
            rows: number;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            /**
             * Title
             * @description What it is, for people.
             */
            title: string;
            /**
             * Total
             * @description How many rows there are; null while that is not known.
             */
            total: number | null;
        };
        /**
         * FactMet
         * @description A fact on the other side. `unknown_then` says that it was recorded after the command was made on the device.
         */
        FactMet: {
            /** By Name */
            by_name: string | null;
            /** By User */
            by_user: string | null;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Topic */
            topic: string;
            /** Unknown Then */
            unknown_then: boolean;
            /** Version */
            version: number;
        };
        /** @enum {string} */
        Form: "binary" | "structured" | "batch";
        /**
         * GrantCertificate
         * @description Say that an operator holds a certificate, or that it was renewed.
         */
        GrantCertificate: {
            /**
             * Certificate
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            certificate: string;
            /**
             * Expires At
             * @description From then on it is not valid. Left out: it does not run out.
             */
            expires_at?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
            /**
             * Valid From
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            valid_from: string;
        };
        /**
         * Head
         * @description That the feed was so long and said this, signed when all of it had been verified.
         */
        Head: {
            /**
             * Key
             * @description The key that checks the signature. Keep it elsewhere: who gives it with the proof could give another.
             */
            key: string;
            /**
             * Note
             * @description What is signed, with the signature; docs/verify.md has its form.
             */
            note: string;
            /**
             * Seq
             * @description The last number that is signed.
             */
            seq: number;
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
        };
        /**
         * HoldLot
         * @description Block a lot: nothing may be taken from it until it is released.
         */
        HoldLot: {
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
        };
        /**
         * HoldWorkOrder
         * @description Put an order in progress on hold: nothing is reported for it until it is taken off.
         */
        HoldWorkOrder: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * Hours
         * @description Time that stands, and that of jobs that run, up to the moment of the question. Of what was worked on at once each has its
         *     share: `paid_s` without breaks, and `breaks_s` of the breaks. Over two shift days each day has what was worked in it; a break of
         *     which only the length was told is shared out by their length.
         */
        Hours: {
            activity?: components["schemas"]["LaborActivity"] | null;
            /** Breaks S */
            breaks_s: string;
            /** Entries */
            entries: number;
            /** Operation */
            operation?: string | null;
            /** Operator */
            operator?: string | null;
            /** Paid S */
            paid_s: string;
            /** Role */
            role?: string | null;
            /**
             * Running
             * @description How many of the entries are jobs that go on.
             */
            running: number;
            /** Shift Day */
            shift_day?: string | null;
            /** Work Order */
            work_order?: string | null;
        };
        /**
         * IdentifiedHere
         * @description A token of minutes for somebody at the station: it may do what they and the station both may.
         */
        IdentifiedHere: {
            /** Access Token */
            access_token: string;
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Token Type
             * @default Bearer
             */
            token_type: string;
        };
        /**
         * Identify
         * @description Either `person` and `pin`, or `badge`.
         */
        Identify: {
            /** Badge */
            badge?: string | null;
            /** Person */
            person?: string | null;
            /** Pin */
            pin?: string | null;
        };
        /**
         * ImportTold
         * @description What a file becomes: `carried` and `repeated` count commands, `rejected` tells the first rows that cannot be taken. With
         *     `check` nothing was sent.
         */
        ImportTold: {
            /** Carried */
            carried: number;
            /** Check */
            check: boolean;
            /** Columns */
            columns: components["schemas"]["ColumnTold"][];
            /** Known Columns */
            known_columns: string[];
            /** Rejected */
            rejected: components["schemas"]["RowTold"][];
            /** Rejected Rows */
            rejected_rows: number;
            /** Repeated */
            repeated: number;
            /** Rows */
            rows: number;
            /** Warned */
            warned: components["schemas"]["RowTold"][];
        };
        /**
         * Index
         * @description A capability index, without unit, and its confidence interval; below 0 when the mean is out of specification.
         */
        Index: {
            /** Lower */
            lower: number;
            /** Upper */
            upper: number;
            /** Value */
            value: number;
        };
        /**
         * InPlant
         * @description What a plant says of a material; `reorder_point` and the unit of `standard_cost` are base units.
         */
        InPlant: {
            /** Costing Method */
            costing_method: string;
            /** Plant */
            plant: string;
            /** Reorder Point */
            reorder_point: string | null;
            /** Standard Cost */
            standard_cost: string | null;
        };
        /** InProcess */
        InProcess: {
            /** In Process */
            in_process: string;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Last Fact */
            last_fact: string;
            /** Plant */
            plant: string;
            /** Product */
            product: string;
            /** Work Order */
            work_order: string;
        };
        /**
         * Jobs
         * @description The kinds of jobs, and the jobs that are dead, the last one first.
         */
        Jobs: {
            /** Dead */
            dead: components["schemas"]["DeadJob"][];
            /** Kinds */
            kinds: components["schemas"]["JobsOfKind"][];
        };
        /**
         * JobShown
         * @description A job that runs. The operator is on `at_once` of them now, and shares the time among them: `paid_s` and `breaks_s` are the
         *     share of this one so far. A break is the operator's, on all jobs.
         */
        JobShown: {
            activity: components["schemas"]["LaborActivity"];
            /** At Once */
            at_once: number;
            /** Break Kind */
            break_kind: string | null;
            /** Break Since */
            break_since: string | null;
            /** Breaks S */
            breaks_s: string;
            /** Entry */
            entry: string;
            /** Equipment */
            equipment: string | null;
            /** Operation */
            operation: string | null;
            /** Operator */
            operator: string;
            /** Override Reason */
            override_reason: string | null;
            /** Paid S */
            paid_s: string;
            /** Plant */
            plant: string;
            /** Role */
            role: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Work Order */
            work_order: string | null;
        };
        /**
         * JobsOfKind
         * @description How many jobs of a kind wait, are carried out now, wait for a later moment or another try, and are dead. `oldest_s` is how
         *     long the oldest one that waits has been due, in seconds; null when none is.
         */
        JobsOfKind: {
            /** Dead */
            dead: number;
            /** Kind */
            kind: string;
            /** Later */
            later: number;
            /** Oldest S */
            oldest_s: number | null;
            /** Running */
            running: number;
            /** Waiting */
            waiting: number;
        };
        /**
         * JudgeSubgroup
         * @description Have it told what a subgroup violates. What was recorded or corrected is judged by itself, within a second.
         */
        JudgeSubgroup: {
            /**
             * Characteristic
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            characteristic: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Subgroup
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            subgroup: string;
        };
        /**
         * KeyMade
         * @description `secret` is the whole key. It is told this once; `key` is the part of it by which it is told from others.
         */
        KeyMade: {
            /**
             * Client Id
             * Format: uuid
             * @description For OAuth 2.0 client credentials; the whole key is the client's secret.
             */
            client_id: string;
            /** Key */
            key: string;
            /** Secret */
            secret: string;
        };
        /** KeyShown */
        KeyShown: {
            /**
             * Added At
             * Format: date-time
             */
            added_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Key */
            key: string;
            /**
             * Last Used At
             * @description To about a minute.
             */
            last_used_at: string | null;
            /** Note */
            note: string | null;
            /** Revoked At */
            revoked_at: string | null;
        };
        /**
         * Kind
         * @description What may happen. The list is closed: whoever has something new to tell adds it here. `rights_changed` is written by the
         *     database, in the transaction of every fact of people, roles, stations and machine accounts.
         * @enum {string}
         */
        Kind: "signed_in" | "sign_in_failed" | "sign_in_throttled" | "signed_out" | "session_ended" | "token_reused" | "password_changed" | "password_reset" | "second_factor_changed" | "identified" | "identification_failed" | "identification_throttled" | "pairing_failed" | "keys_rotated" | "organization_made" | "rights_changed" | "refused_unauthenticated" | "refused_forbidden" | "refused_malicious" | "limit_reached";
        /** KindOfMovement */
        KindOfMovement: {
            /** Kind */
            kind: string;
            /** Movements */
            movements: number;
            /** Quantity */
            quantity: string;
            side: components["schemas"]["Side"];
        };
        /**
         * LaborActivity
         * @description What time was spent on. Indirect work is for no order.
         * @enum {string}
         */
        LaborActivity: "production" | "setup" | "rework" | "indirect";
        /**
         * LastViolation
         * @description A run rule that the last subgroup completes on one of the two charts.
         */
        LastViolation: {
            chart: components["schemas"]["ChartKind-Output"];
            /** Rule */
            rule: number;
            rule_set: components["schemas"]["RuleSet"];
        };
        /**
         * LateLine
         * @description A line that is open after its due date. Quantities in `unit`.
         */
        LateLine: {
            /** Customer */
            customer: string;
            /** Customer Name */
            customer_name: string | null;
            /** Days Late */
            days_late: number;
            /** Delivered */
            delivered: string;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /** Line */
            line: number;
            /** Open */
            open: string;
            /** Ordered */
            ordered: string;
            /** Plant */
            plant: string;
            /** Product */
            product: string;
            /** Reference */
            reference: string | null;
            /** Returned */
            returned: string;
            /** Sales Order */
            sales_order: string;
            /** Unit */
            unit: string;
        };
        /**
         * LayerShown
         * @description Goods of one origin. `fact` brought them; null in a pool. Below 0: left before it was there.
         */
        LayerShown: {
            /** At */
            at: string | null;
            /** Fact */
            fact: string | null;
            /** Lot */
            lot: string | null;
            /** Number */
            number: string | null;
            /** Quantity */
            quantity: string;
            /** Unit Cost */
            unit_cost: string;
            /** Value */
            value: string;
        };
        /**
         * LimitsBasis
         * @description Where the limits come from: given; the first so many subgroups that were measured (phase I; the others are phase II); or
         *     all.
         */
        LimitsBasis: {
            /** From Subgroups */
            from_subgroups: number | null;
            /**
             * Source
             * @enum {string}
             */
            source: "given" | "first_subgroups" | "all_subgroups";
            /** Used Subgroups */
            used_subgroups: number;
        };
        /**
         * ListOfOrder
         * @description The version of the component list that the order is made by, and what the `newest` of the product says otherwise. `reason`:
         *     why the order was moved to it; null: it was in force at the release.
         */
        ListOfOrder: {
            /** Component List */
            component_list: number;
            /** Differences */
            differences: components["schemas"]["ComponentDiffers"][];
            /** Newest */
            newest: number;
            /** Reason */
            reason: string | null;
        };
        /**
         * LogProduction
         * @description Report pieces and time on a machine: production, setup or breakdown.
         */
        LogProduction: {
            /** @default production */
            activity: components["schemas"]["Activity"];
            /**
             * Ended At
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            ended_at: string;
            /**
             * Equipment
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            equipment: string;
            /**
             * Good Pcs
             * @description Whole pieces.
             * @default 0
             */
            good_pcs: number;
            /**
             * Log
             * @description The log's own id. Left out: the command id.
             */
            log?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Operation */
            operation?: string | null;
            /**
             * Operator
             * @description The operator's user or badge id, never a name.
             */
            operator?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Rejected Pcs
             * @description Whole pieces.
             * @default 0
             */
            rejected_pcs: number;
            /**
             * Review Pcs
             * @description Pieces set aside for material review.
             * @default 0
             */
            review_pcs: number;
            /**
             * Rework Pcs
             * @description Whole pieces.
             * @default 0
             */
            rework_pcs: number;
            /**
             * Scrap Reason
             * @description Of the organization's list, needed once there is one.
             */
            scrap_reason?: string | null;
            /**
             * Started At
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            started_at: string;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * Lot
         * @description A lot as it stands. `lot` is its key, `number` what is shown; MATERIAL/NUMBER names it where others bear the number, too.
         *     `quantity` is all that ever came in; `origin` is how it began.
         */
        Lot: {
            /** Attributes */
            attributes: {
                [key: string]: string;
            } | null;
            /** Consumed */
            consumed: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /** Hold Reason */
            hold_reason: string | null;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Location */
            location: string | null;
            /** Lot */
            lot: string;
            /** Material */
            material: string;
            /** Number */
            number: string;
            /** On Hand */
            on_hand: string;
            /** Origin */
            origin: string;
            /** Plant */
            plant: string;
            /** Produced On */
            produced_on: string | null;
            /** Quantity */
            quantity: string;
            /** Scrapped */
            scrapped: string;
            /** Shipped */
            shipped: string;
            /**
             * Status
             * @enum {string}
             */
            status: "available" | "on_hold";
            /** Supplier */
            supplier: string | null;
            /** Supplier Lot */
            supplier_lot: string | null;
            /** Unit */
            unit: string;
            /** Version */
            version: number;
        };
        /**
         * LotAsTold
         * @description How a movement was told first.
         */
        LotAsTold: {
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Quantity */
            quantity: string;
        };
        /** LotCost */
        LotCost: {
            /** Cost */
            cost: string;
            /** Currency */
            currency: string;
            /** Lot */
            lot: string;
            /** Material */
            material: string;
            /** Number */
            number: string;
            /** Parts */
            parts: components["schemas"]["LotPart"][];
            /** Plant */
            plant: string;
            /** Quantity */
            quantity: string;
            /** Unit Cost */
            unit_cost: string | null;
        };
        /**
         * LotDifference
         * @description `lot` is its key, `number` what is shown; the same, and of no material, where the command makes it.
         */
        LotDifference: {
            cost: components["schemas"]["BeforeAfter"];
            /** Lot */
            lot: string;
            /** Material */
            material: string | null;
            /** Number */
            number: string;
        };
        /** LotInFull */
        LotInFull: {
            /** Attributes */
            attributes: {
                [key: string]: string;
            } | null;
            /** Consumed */
            consumed: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /** Hold Reason */
            hold_reason: string | null;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Location */
            location: string | null;
            /** Lot */
            lot: string;
            /** Material */
            material: string;
            /** Movements */
            movements: components["schemas"]["Movement"][];
            /** Number */
            number: string;
            /** On Hand */
            on_hand: string;
            /** Origin */
            origin: string;
            /** Plant */
            plant: string;
            /** Produced On */
            produced_on: string | null;
            /** Quantity */
            quantity: string;
            /** Scrapped */
            scrapped: string;
            /** Shipped */
            shipped: string;
            /**
             * Status
             * @enum {string}
             */
            status: "available" | "on_hold";
            /** Supplier */
            supplier: string | null;
            /** Supplier Lot */
            supplier_lot: string | null;
            /** Unit */
            unit: string;
            /** Version */
            version: number;
        };
        /**
         * LotMoved
         * @description What went `in`, came `out` or went `back`, as it stands. `original` is how it was told first, null unless it was corrected; a
         *     struck one did not happen. `into_lots` are what it was said to go into, or to come back out of. `number` and `into_numbers`, in
         *     the same order, are what stands on the labels.
         */
        LotMoved: {
            /** Corrected At */
            corrected_at: string | null;
            /** Corrected By */
            corrected_by: string | null;
            /** Corrected Why */
            corrected_why: string | null;
            /** Direction */
            direction: string;
            /** Into Lots */
            into_lots: string[];
            /** Into Numbers */
            into_numbers: string[];
            /** Lot */
            lot: string;
            /** Material */
            material: string;
            /** Number */
            number: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            original: components["schemas"]["LotAsTold"] | null;
            /** Quantity */
            quantity: string;
            /** Struck */
            struck: boolean;
            /** Unit */
            unit: string;
            /** Version */
            version: number;
        };
        /**
         * LotPart
         * @description A fact that brought a lot, or added to its cost since.
         */
        LotPart: {
            /** Amount */
            amount: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Estimated */
            estimated: boolean;
            /** Fact */
            fact: string;
            /** Kind */
            kind: string;
            /** Quantity */
            quantity: string;
            /** Work Order */
            work_order: string | null;
        };
        /** MachineAccountShown */
        MachineAccountShown: {
            /**
             * Account Id
             * Format: uuid
             * @description Also the client id of OAuth 2.0.
             */
            account_id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Disabled At */
            disabled_at: string | null;
            /** Expires At */
            expires_at: string | null;
            /** Keys */
            keys: components["schemas"]["KeyShown"][];
            /** Last Used At */
            last_used_at: string | null;
            /** Machine Account */
            machine_account: string;
            /** Permissions */
            permissions: string[];
            /**
             * Plants
             * @description Empty: every plant.
             */
            plants: string[];
            /** Purpose */
            purpose: string | null;
            /** Role */
            role: string | null;
        };
        /**
         * MadeBy
         * @description By what the pieces of an order are counted, where its reports and the lots that it put out differ.
         * @enum {string}
         */
        MadeBy: "logged" | "put_out";
        /** @enum {string} */
        Mail: "never" | "at_once" | "daily";
        /**
         * MaterialInStock
         * @description What there is of a material in a plant. `available` may be used by anybody, `reserved` by certain orders alone; both, `held`
         *     and `expired` leave lots below 0 out, and are all of the others together.
         */
        MaterialInStock: {
            /** Available */
            available: string;
            /** Expired */
            expired: string;
            /** Held */
            held: string;
            /** Lots */
            lots: number;
            /** Material */
            material: string;
            /** Negative Lots */
            negative_lots: number;
            /** On Hand */
            on_hand: string;
            /** Plant */
            plant: string;
            /** Reserved */
            reserved: string;
            /** Unit */
            unit: string;
        };
        /**
         * MaterialShown
         * @description A material; `units` says of each of its own units how many base units it is: `12`, `25.4`, or `2/3`. `known_units` are those
         *     that everybody knows and it may be told in as well.
         */
        MaterialShown: {
            /** Base Unit */
            base_unit: string;
            /** Batch Quantity */
            batch_quantity: string;
            /**
             * Component List
             * @description Which version of the list this is: 1, 2, 3 ...; 0: none was ever told.
             */
            component_list: number;
            /** Components */
            components: components["schemas"]["ComponentShown"][];
            /** Description */
            description: string | null;
            /** Gtin */
            gtin: string | null;
            /** Known Units */
            known_units: string[];
            /** Material */
            material: string;
            /** Name */
            name: string | null;
            /**
             * Plants
             * @description Plants that said something of it; elsewhere it is costed by the average.
             */
            plants: components["schemas"]["InPlant"][];
            /** Retire Reason */
            retire_reason: string | null;
            /** Retired */
            retired: boolean;
            /** Sap Material */
            sap_material: string | null;
            /** Shelf Life Days */
            shelf_life_days: number | null;
            tracking: components["schemas"]["Tracking"];
            /** Units */
            units: {
                [key: string]: string;
            };
            /** Version */
            version: number;
        };
        /** Me */
        Me: {
            /** Assignments */
            assignments: components["schemas"]["MyRole"][];
            /**
             * Email
             * @description Where you get mail.
             */
            email: string | null;
            /**
             * Language
             * @description As in which (ISO 639-1) numbers and dates are written; null: English.
             */
            language: string | null;
            /** Login */
            login: string;
            /**
             * Must Change Password
             * @description Your password was given to you for once; choose your own.
             */
            must_change_password: boolean;
            /** Name */
            name: string;
            /** Organization */
            organization: string;
            /**
             * Organization Id
             * Format: uuid
             */
            organization_id: string;
            /** Organization Name */
            organization_name: string;
            /** Permissions */
            permissions: string[];
            /**
             * Plants
             * @description The plants you may see; empty means every plant.
             */
            plants: string[];
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
        };
        /**
         * Meaning
         * @description What a problem's code says. Words in braces are the facts of the case, answered under `facts` too.
         */
        Meaning: {
            /** Code */
            code: string;
            /** Meaning */
            meaning: string;
            /**
             * Of
             * @description The room whose rule it is: a capability, a view, or the way in.
             */
            of: string;
            /** Status */
            status: number;
            /**
             * Warning
             * @description It is told with the answer, and refused only where the organization wants it so.
             * @default false
             */
            warning: boolean;
        };
        /**
         * MergeLots
         * @description Put the whole remainder of several lots of one material into one, new or existing.
         */
        MergeLots: {
            /**
             * Into
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            into: string;
            /** Location */
            location?: string | null;
            /** Lots */
            lots: string[];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
        };
        /**
         * Mismatch
         * @description Two that tell of the same moved quantity do not tell the same: the other lot of a split or a merge, or the sales order
         *     of a delivery. None: it tells nothing of it. `other` is the key of that lot, and `other_number` what stands on its label; of a
         *     delivery both are its number.
         */
        Mismatch: {
            /** Other */
            other: string;
            /** Other Number */
            other_number: string;
            /** Told Here */
            told_here: string | null;
            /** Told There */
            told_there: string | null;
            /**
             * What
             * @enum {string}
             */
            what: "split" | "merge" | "delivery";
        };
        /** Missed */
        Missed: {
            /**
             * Missed
             * @description What came while it was off.
             * @enum {string}
             */
            missed: "send" | "skip";
        };
        /**
         * Moved
         * @description A fact that moved a quantity. `movement` names it everywhere, `change` is what it adds to what is on hand; a struck fact
         *     changes nothing. `party` is the supplier or customer, `reference` the purchase or delivery.
         */
        Moved: {
            /** By User */
            by_user: string | null;
            /** Change */
            change: string;
            /** Corrected At */
            corrected_at: string | null;
            /** Corrected By */
            corrected_by: string | null;
            /** Corrected Why */
            corrected_why: string | null;
            /** Feed Seq */
            feed_seq: number;
            /** Kind */
            kind: string;
            /** Movement */
            movement: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            original: components["schemas"]["Original"] | null;
            /** Other Lot */
            other_lot: string | null;
            /** Other Number */
            other_number: string | null;
            /** Party */
            party: string | null;
            /** Quantity */
            quantity: string;
            /** Reason */
            reason: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Reference */
            reference: string | null;
            /** Sales Order */
            sales_order: string | null;
            /** Struck */
            struck: boolean;
            /** Work Order */
            work_order: string | null;
        };
        /**
         * MoveLot
         * @description Bring a lot, or a part of it, to another storage location.
         */
        MoveLot: {
            /**
             * Into
             * @description The number of the part. Not for a material without lot numbers.
             */
            into?: string | null;
            /**
             * Location
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            location: string;
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description Left out: all of it.
             */
            quantity?: (number | string) | null;
            /**
             * Unit
             * @description Any unit of the material. Left out: the unit the lot is kept in.
             */
            unit?: string | null;
        };
        /**
         * Movement
         * @description A fact of a lot by its place in the feed: what it changed, and what was on hand after it. `party` is the supplier or the
         *     customer, `reference` the purchase or the delivery, `other_number` what stands on the label of `other_lot`. A fact that was
         *     corrected stands as it is known now, with what was `original`ly told; a correction is a fact of its own, and `corrects` the
         *     version of another.
         */
        Movement: {
            /** By User */
            by_user: string | null;
            /** Change */
            change: string;
            /** Corrected At */
            corrected_at?: string | null;
            /** Corrected By */
            corrected_by?: string | null;
            /** Corrected Why */
            corrected_why?: string | null;
            /** Corrects */
            corrects?: number | null;
            /** Feed Seq */
            feed_seq: number;
            /** Kind */
            kind: string;
            /** Location */
            location: string | null;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** On Hand */
            on_hand: string;
            original?: components["schemas"]["Original"] | null;
            /** Other Lot */
            other_lot: string | null;
            /** Other Number */
            other_number: string | null;
            /** Party */
            party: string | null;
            /** Quantity */
            quantity: string | null;
            /** Reason */
            reason: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Reference */
            reference: string | null;
            /**
             * Struck
             * @default false
             */
            struck: boolean;
            /** Unit */
            unit: string;
            /** Version */
            version: number;
            /** Work Order */
            work_order: string | null;
        };
        /**
         * MovementCosted
         * @description What was told of a stock, and what that did: into stock above 0, out of it below. A struck one did nothing.
         */
        MovementCosted: {
            /** Amount */
            amount: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By User */
            by_user: string | null;
            /** Corrected At */
            corrected_at: string | null;
            /** Corrected By */
            corrected_by: string | null;
            /** Corrected Why */
            corrected_why: string | null;
            /** Estimated */
            estimated: boolean;
            /** Fact */
            fact: string;
            /** Kind */
            kind: string;
            /** Lot */
            lot: string | null;
            /** Number */
            number: string | null;
            /** On Hand */
            on_hand: string | null;
            /** Original */
            original: {
                [key: string]: unknown;
            } | null;
            /** Quantity */
            quantity: string;
            /** Reason */
            reason: string | null;
            /** Struck */
            struck: boolean;
            /** Value */
            value: string | null;
            /** Variance */
            variance: string;
            /** Work Order */
            work_order: string | null;
        };
        /**
         * MovementShown
         * @description A movement as it stands. `movement` is STREAM@VERSION of its fact. When it was corrected, `original` is what was told
         *     first, to be shown struck through, with who corrected it and why; a struck one did not happen and changes nothing. The
         *     numbers are what stands on the labels of the lots.
         */
        MovementShown: {
            /** By User */
            by_user: string | null;
            /** Change */
            change: string;
            /** Corrected At */
            corrected_at: string | null;
            /** Corrected By */
            corrected_by: string | null;
            /** Corrected Why */
            corrected_why: string | null;
            /** Currency */
            currency: string | null;
            /**
             * Exchange Rate
             * @description The books' currency for one of `currency`.
             */
            exchange_rate: string | null;
            /** Expected */
            expected: string | null;
            /** Expires At */
            expires_at: string | null;
            /** Feed Seq */
            feed_seq: number;
            /**
             * Happened At
             * Format: date-time
             */
            happened_at: string;
            /** Kind */
            kind: string;
            /** Location */
            location: string | null;
            /** Lot */
            lot: string;
            /** Material */
            material: string;
            /** Movement */
            movement: string;
            /** Number */
            number: string;
            original: components["schemas"]["OriginalMovement"] | null;
            /** Other Lot */
            other_lot: string | null;
            /** Other Number */
            other_number: string | null;
            /** Override Reason */
            override_reason: string | null;
            /** Party */
            party: string | null;
            /** Plant */
            plant: string;
            /** Quantity */
            quantity: string | null;
            /** Reason */
            reason: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Reference */
            reference: string | null;
            /** Struck */
            struck: boolean;
            /** Suggested Lot */
            suggested_lot: string | null;
            /** Suggested Number */
            suggested_number: string | null;
            /**
             * Total Cost
             * @description Of a whole receipt: where it was told so, or the unit cost is rounded.
             */
            total_cost: string | null;
            /** Unit */
            unit: string;
            /**
             * Unit Cost
             * @description Of a receipt, for one unit, in `currency`, else in the books'.
             */
            unit_cost: string | null;
            /** Work Order */
            work_order: string | null;
        };
        /** MyRole */
        MyRole: {
            /**
             * Plants
             * @description The plants where you have it; empty means every plant.
             */
            plants: string[];
            /** Role */
            role: string;
        };
        /**
         * Named
         * @description What the person behind an id is called now. One who was erased is not told.
         */
        Named: {
            /** Name */
            name: string;
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
        };
        /**
         * NamedCommand
         * @description A command by its name. `body` has the fields of the command's own route.
         */
        NamedCommand: {
            /** Body */
            body: {
                [key: string]: unknown;
            };
            /**
             * Command
             * @example work_orders.log_production
             */
            command: string;
        };
        /**
         * NegativeStock
         * @description What happens when more is taken from a lot than the books have: it is refused, or it is taken and the lot is flagged.
         * @enum {string}
         */
        NegativeStock: "refuse" | "flag";
        /**
         * NewExport
         * @description What is wanted: the address of a list or a report as it is asked with GET, with its parameters.
         */
        NewExport: {
            /**
             * Format
             * @enum {string}
             */
            format: "csv" | "parquet" | "xlsx";
            /**
             * Part
             * @description The list of a report that is wanted; left out, its first.
             */
            part?: string | null;
            /**
             * Question
             * @example /stock/movements?material=STEEL
             */
            question: string;
        };
        /** NewKeyOf */
        NewKeyOf: {
            /**
             * Expires At
             * @description From then on it is good no more; null: it does not expire.
             */
            expires_at?: string | null;
            /**
             * Machine Account
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            machine_account: string;
            /**
             * Note
             * @description Where the key is used.
             */
            note?: string | null;
        };
        /**
         * NewOrganization
         * @description The organization, its first plant, and you: its first administrator.
         */
        NewOrganization: {
            /** Currency */
            currency?: string | null;
            /**
             * Day Starts At
             * @description When the production day begins, on the plant's clock. Left out: 06:00, or as the plant has it.
             */
            day_starts_at?: string | null;
            /**
             * Language
             * @description ISO 639-1, as in de.
             * @default en
             */
            language: string;
            /**
             * Login
             * @description What somebody signs in by, without blanks; letter case does not count.
             */
            login: string;
            /** Name */
            name: string;
            /**
             * Organization
             * @description Its short name. Left out: made of its name.
             */
            organization?: string | null;
            /**
             * Password
             * Format: password
             * @description 12 characters or more, whatever they are; not one that is guessed first.
             */
            password: string;
            /**
             * Person
             * @description Your name.
             */
            person: string;
            /**
             * Plant
             * @description The plant's short name, which stays. Left out: that of the only one there is, else main.
             */
            plant?: string | null;
            /** Plant Name */
            plant_name?: string | null;
            /**
             * Setup Code
             * Format: password
             * @description It stands where the server was started.
             */
            setup_code: string;
            /**
             * Time Zone
             * @description Left out: UTC, or as the plant has it.
             */
            time_zone?: string | null;
        };
        /** NewWebhook */
        NewWebhook: {
            /**
             * @description `binary` and `structured`: one fact in a request; `batch`: up to a hundred.
             * @default structured
             */
            form: components["schemas"]["Form"];
            /**
             * From Number
             * @description Tell everything from this number on, too.
             */
            from_number?: number | null;
            /**
             * Name
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            name: string;
            /**
             * Plants
             * @description Facts of these plants; empty means all facts.
             * @default []
             */
            plants: string[];
            /**
             * Types
             * @description Types of facts, such as lots.LotHeld; see /webhooks/types.
             */
            types: string[];
            /**
             * Url
             * @description Where to, by https.
             */
            url: string;
        };
        /**
         * NotCharted
         * @description A subgroup of a size that these charts do not take: kept, and left out of the limits, the rules and the capability.
         */
        NotCharted: {
            /** Feed Seq */
            feed_seq: number;
            /**
             * Measured At
             * Format: date-time
             */
            measured_at: string;
            /** N */
            n: number;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Recorded By */
            recorded_by: string | null;
            /** Subgroup */
            subgroup: string;
            /** Values */
            values: number[];
        };
        /** NoticeShown */
        NoticeShown: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Can Be Ended
             * @description Whether it is over when somebody says so.
             */
            can_be_ended: boolean;
            /**
             * Link
             * @description The path of the screen that shows it; null: there is none.
             */
            link: string | null;
            /**
             * Notice Id
             * Format: uuid
             */
            notice_id: string;
            /**
             * Over At
             * @description Since when nobody has to know it any more; null: it stands.
             */
            over_at: string | null;
            /** Plant */
            plant: string | null;
            /** Read At */
            read_at: string | null;
            subject: components["schemas"]["Subject"];
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /** NoticesShown */
        NoticesShown: {
            /** Notices */
            notices: components["schemas"]["NoticeShown"][];
            /**
             * Unread
             * @description How many stand that you have not read, whatever is listed.
             */
            unread: number;
        };
        /**
         * Numbered
         * @description What the organization gives numbers to. Lots are numbered by the rule of their material.
         * @enum {string}
         */
        Numbered: "work_order" | "sales_order";
        /**
         * NumberRule
         * @description How orders are numbered that nobody names; `pattern` null: somebody has to.
         */
        NumberRule: {
            /**
             * First
             * @default 1
             */
            first: number;
            numbered: components["schemas"]["Numbered"];
            /** Pattern */
            pattern?: string | null;
        };
        /**
         * OeeAnswer
         * @description The groups, and the total: elements summed over all groups, ratios of the sums. What goes on now is counted up to `at`.
         */
        OeeAnswer: {
            /**
             * At
             * Format: date-time
             * @description The moment of the question.
             */
            at: string;
            /** Rows */
            rows: components["schemas"]["OeeRow"][];
            total: components["schemas"]["OeeRow"];
        };
        /**
         * OeeRow
         * @description The elements of OEE of one group, and the ratios of them. `day` is a shift day: the plant's date it began on.
         */
        OeeRow: {
            /**
             * Availability Ratio
             * @description Null without data, never 0 for it; not capped at 1.
             */
            availability_ratio: number | null;
            /**
             * Breakdown S
             * @description ADET
             */
            breakdown_s: number;
            /** Day */
            day?: string | null;
            /** Equipment */
            equipment?: string | null;
            /** Good Pcs */
            good_pcs: number;
            /**
             * Ideal S
             * @description Ideal cycle x (good + rejected), summed; null while the ideal cycle of a product made is unknown.
             */
            ideal_s: number | null;
            /** Idle S */
            idle_s: number;
            /**
             * Oee Ratio
             * @description Null without data, never 0 for it; not capped at 1.
             */
            oee_ratio: number | null;
            /**
             * Performance Ratio
             * @description Null without data, never 0 for it; not capped at 1.
             */
            performance_ratio: number | null;
            /**
             * Planned Busy S
             * @description PBT: breakdown, setup, production and idle, each moment once, without planned stops.
             */
            planned_busy_s: number;
            /**
             * Planned Stop S
             * @description Not part of planned_busy_s; by order and by product what it takes out of the reports.
             */
            planned_stop_s: number;
            /** Product */
            product?: string | null;
            /**
             * Production S
             * @description APT
             */
            production_s: number;
            /**
             * Quality Ratio
             * @description Null without data, never 0 for it; not capped at 1.
             */
            quality_ratio: number | null;
            /** Rejected Pcs */
            rejected_pcs: number;
            /** Review Pcs */
            review_pcs: number;
            /** Rework Pcs */
            rework_pcs: number;
            /** Setup S */
            setup_s: number;
            /** Work Order */
            work_order?: string | null;
        };
        /** OfferPairing */
        OfferPairing: {
            /**
             * Station
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            station: string;
        };
        /**
         * OfOrder
         * @description What an order took of a lot, less what it gave back, or what it put out into it. `into_lots`: what it was said to go
         *     into; `number` and `into_numbers`, in the same order, are what stands on the labels.
         */
        OfOrder: {
            /** Into Lots */
            into_lots: string[];
            /** Into Numbers */
            into_numbers: string[];
            /** Lot */
            lot: string;
            /** Material */
            material: string;
            /** Number */
            number: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Quantity */
            quantity: string;
            /** Unit */
            unit: string;
        };
        /**
         * OneTimePassword
         * @description `one_time_password` is told once; null where the command was carried out before.
         */
        OneTimePassword: {
            /** Command Id */
            command_id: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** One Time Password */
            one_time_password: string | null;
            /**
             * Repeated
             * @description True when this command id was carried out before.
             * @default false
             */
            repeated: boolean;
            /** Streams */
            streams: components["schemas"]["StreamPosition"][];
            /**
             * Warnings
             * @default []
             */
            warnings: components["schemas"]["Warned"][];
        };
        /**
         * OpenBooks
         * @description Have what was in closed books told and corrected again.
         */
        OpenBooks: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
            /**
             * Through
             * @description The last day that stays closed. Left out: none does.
             */
            through?: string | null;
            /**
             * Time Zone
             * @description On whose clock the day ends.
             * @default UTC
             */
            time_zone: string;
        };
        /** OpenPendingCommands */
        OpenPendingCommands: {
            /** Open */
            open: number;
        };
        /**
         * OpenPlant
         * @description Open a plant. Its time zone and the start of its day decide to which shift day things belong.
         */
        OpenPlant: {
            /**
             * Day Starts At
             * @description When the production day begins, on the plant's clock.
             * @default 06:00:00
             * @example 06:00
             */
            day_starts_at: string;
            /** Name */
            name: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Plant
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            plant: string;
            /**
             * Time Zone
             * @default UTC
             */
            time_zone: string;
        };
        /**
         * OpenStation
         * @description Open a station for machines of a plant, or open a closed one again. A device becomes it by a code for pairing.
         */
        OpenStation: {
            /**
             * Equipment
             * @description The machines that the station is for; empty: every machine of its plant.
             * @default []
             */
            equipment: string[];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Plant
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            plant: string;
            /**
             * Role
             * @description What may be done at it: nobody may do more there than this role and their own both allow.
             * @default operator
             */
            role: string;
            /**
             * Station
             * @description The station's name, as people call the device.
             */
            station: string;
        };
        /**
         * OperationOf
         * @description A step of the order. Times are standard times: seconds to set up once, seconds for each piece.
         */
        OperationOf: {
            /**
             * Certificates
             * @description What whoever works on it needs to hold.
             * @default []
             */
            certificates: string[];
            /** Cycle Time S */
            cycle_time_s?: number | string | null;
            /**
             * Operation
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operation: string;
            /**
             * Sequence
             * @description Its place: lower numbers come first.
             */
            sequence: number;
            /** Setup S */
            setup_s?: number | string | null;
            /** Work Center */
            work_center?: string | null;
        };
        /**
         * OperationShown
         * @description A step of the order: standard times in seconds, set up once and for each piece; and what was reported of it.
         */
        OperationShown: {
            /** Certificates */
            certificates: string[];
            /** Cycle Time S */
            cycle_time_s: string | null;
            /** First Report At */
            first_report_at: string | null;
            /** Good Pcs */
            good_pcs: number;
            /** Last Report At */
            last_report_at: string | null;
            /** Operation */
            operation: string;
            /** Rejected Pcs */
            rejected_pcs: number;
            /** Review Pcs */
            review_pcs: number;
            /** Rework Pcs */
            rework_pcs: number;
            /** Sequence */
            sequence: number;
            /** Setup S */
            setup_s: string | null;
            /** Work Center */
            work_center: string | null;
        };
        /**
         * OperatorShown
         * @description An operator. `jobs`: how many run now.
         */
        OperatorShown: {
            /** Jobs */
            jobs: number;
            /** Operator */
            operator: string;
            /** Plant */
            plant: string;
            /** Retired */
            retired: boolean;
            /** Role */
            role: string;
            /** Version */
            version: number;
        };
        /**
         * Order
         * @description An order as it stands. `logged_pcs` are the good pieces of its last operation, or of `operation`, the one reported last,
         *     where it has no operations of its own; the others are of all of them. `put_out_pcs` are the pieces in the lots that it put
         *     out, null where there are none or they are not counted in pieces. `good_pcs` is the one number: by what was `made` as was
         *     said at the completion, else as logged, else as put out; `pieces_differ` while both are told, differ, and nobody has said
         *     which is right. `short_pcs` are still missing, or were when it was settled; `late`: due before now, and not completed.
         */
        Order: {
            /** Due At */
            due_at: string | null;
            /** Good Pcs */
            good_pcs: number;
            /** Last Report At */
            last_report_at: string | null;
            /** Late */
            late: boolean;
            /** Logged Pcs */
            logged_pcs: number;
            made: components["schemas"]["MadeBy"] | null;
            /** Note */
            note: string | null;
            /** Operation */
            operation: string | null;
            /** Over Completion Percent */
            over_completion_percent: string | null;
            /** Pieces Differ */
            pieces_differ: boolean;
            /** Planned Reason */
            planned_reason: string | null;
            /** Plant */
            plant: string;
            /** Priority */
            priority: number;
            /** Product */
            product: string;
            /** Put Out Pcs */
            put_out_pcs: string | null;
            /** Quantity Pcs */
            quantity_pcs: number;
            /** Rejected Pcs */
            rejected_pcs: number;
            /** Review Pcs */
            review_pcs: number;
            /** Rework Of */
            rework_of: string | null;
            /** Rework Pcs */
            rework_pcs: number;
            /** Sales Order */
            sales_order: string | null;
            /** Sales Order Line */
            sales_order_line: number | null;
            /** Short Pcs */
            short_pcs: number;
            status: components["schemas"]["Status"];
            /** Status Reason */
            status_reason: string | null;
            /**
             * Status Since
             * Format: date-time
             */
            status_since: string;
            /** Version */
            version: number;
            /** Work Order */
            work_order: string;
        };
        /** OrderDifference */
        OrderDifference: {
            charged: components["schemas"]["BeforeAfter"];
            in_process: components["schemas"]["BeforeAfter"];
            transferred: components["schemas"]["BeforeAfter"];
            variance: components["schemas"]["BeforeAfter"];
            /** Work Order */
            work_order: string;
        };
        /** OrderInFull */
        OrderInFull: {
            component_list: components["schemas"]["ListOfOrder"] | null;
            /** Due At */
            due_at: string | null;
            /** Good Pcs */
            good_pcs: number;
            /** Last Report At */
            last_report_at: string | null;
            /** Late */
            late: boolean;
            /** Logged Pcs */
            logged_pcs: number;
            /** Lots */
            lots: components["schemas"]["LotMoved"][];
            made: components["schemas"]["MadeBy"] | null;
            /** Note */
            note: string | null;
            /** Operation */
            operation: string | null;
            /** Operations */
            operations: components["schemas"]["OperationShown"][];
            /** Over Completion Percent */
            over_completion_percent: string | null;
            /** Pieces Differ */
            pieces_differ: boolean;
            /** Planned Reason */
            planned_reason: string | null;
            /** Plant */
            plant: string;
            /** Priority */
            priority: number;
            /** Product */
            product: string;
            /** Put Out Pcs */
            put_out_pcs: string | null;
            /** Quantity Pcs */
            quantity_pcs: number;
            /** Rejected Pcs */
            rejected_pcs: number;
            /** Reports */
            reports: components["schemas"]["Report"][];
            /** Review Pcs */
            review_pcs: number;
            /** Rework */
            rework: components["schemas"]["ReworkShown"][];
            /** Rework Of */
            rework_of: string | null;
            /** Rework Pcs */
            rework_pcs: number;
            /** Sales Order */
            sales_order: string | null;
            /** Sales Order Line */
            sales_order_line: number | null;
            /** Short Pcs */
            short_pcs: number;
            status: components["schemas"]["Status"];
            /** Status Reason */
            status_reason: string | null;
            /**
             * Status Since
             * Format: date-time
             */
            status_since: string;
            /** Version */
            version: number;
            /** Work Order */
            work_order: string;
        };
        /**
         * OrderLine
         * @description A line as the customer orders it.
         */
        OrderLine: {
            /**
             * Due On
             * @description Left out: the order's due date.
             */
            due_on?: string | null;
            /**
             * Line
             * @description The line's number on the order.
             */
            line: number;
            /**
             * Product
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            product: string;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /**
             * Unit
             * @default pcs
             */
            unit: string;
            /** Unit Price */
            unit_price?: (number | string) | null;
        };
        /**
         * Original
         * @description What was first told of a fact that was corrected.
         */
        Original: {
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Quantity */
            quantity: string | null;
        };
        /**
         * OriginalMovement
         * @description What was told first of a movement that was corrected.
         */
        OriginalMovement: {
            /**
             * Happened At
             * Format: date-time
             */
            happened_at: string;
            /** Quantity */
            quantity: string | null;
            /** Total Cost */
            total_cost?: string | null;
            /** Unit Cost */
            unit_cost: string | null;
        };
        /** OwnIdentification */
        OwnIdentification: {
            /**
             * Has Badge
             * @description Whether you can identify by a badge.
             */
            has_badge: boolean;
            /**
             * Has Pin
             * @description Whether you can identify by a PIN.
             */
            has_pin: boolean;
        };
        /** OwnPassword */
        OwnPassword: {
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * OwnPin
         * @description `pin` is the new one; that it is you is proved by `password` or by `present_pin`.
         */
        OwnPin: {
            /** Password */
            password?: string | null;
            /**
             * Pin
             * Format: password
             * @description 4 to 8 digits.
             */
            pin: string;
            /** Present Pin */
            present_pin?: string | null;
        };
        /** PairDevice */
        PairDevice: {
            /**
             * Code
             * @description As it was shown.
             */
            code: string;
        };
        /** PairingOffered */
        PairingOffered: {
            /**
             * Code
             * @description What a device tells to become the station. It is told this once, and is good once.
             */
            code: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Link
             * @description The page to open on the device, with the code.
             */
            link: string;
            /**
             * Qr
             * @description The link as a QR code, an SVG image.
             */
            qr: string;
        };
        /** @enum {string} */
        PairKind: "xbar_r" | "xbar_s" | "i_mr";
        /**
         * PauseWorkOrder
         * @description Interrupt a running order.
         */
        PauseWorkOrder: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * PendingCommand
         * @description A command that was set aside: what was sent, when and on which device, why it was refused, what became of it.
         *
         *     `made_at` is when it was done, `set_aside_at` when it arrived. `amended` is the body as it was carried out, null where it
         *     was carried out as made. Names are null for a person who was erased.
         */
        PendingCommand: {
            /** Amended */
            amended: {
                [key: string]: unknown;
            } | null;
            /** Body */
            body: {
                [key: string]: unknown;
            };
            /** By Name */
            by_name: string | null;
            /** By User */
            by_user: string | null;
            /** Code */
            code: string;
            /** Command */
            command: string;
            /** Device */
            device: string | null;
            /** Device Seq */
            device_seq: number | null;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Message */
            message: string;
            /**
             * Pending Command
             * Format: uuid
             */
            pending_command: string;
            /** Plant */
            plant: string | null;
            /** Reason */
            reason: string | null;
            /**
             * Set Aside At
             * Format: date-time
             */
            set_aside_at: string;
            /** Settled At */
            settled_at: string | null;
            /** Settled By */
            settled_by: string | null;
            /** Settled By Name */
            settled_by_name: string | null;
            status: components["schemas"]["PendingCommandStatus"];
            /** Version */
            version: number;
        };
        /** PendingCommandInFull */
        PendingCommandInFull: {
            /** Amended */
            amended: {
                [key: string]: unknown;
            } | null;
            /** Body */
            body: {
                [key: string]: unknown;
            };
            /** By Name */
            by_name: string | null;
            /** By User */
            by_user: string | null;
            /** Code */
            code: string;
            /** Command */
            command: string;
            /** Device */
            device: string | null;
            /** Device Seq */
            device_seq: number | null;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Message */
            message: string;
            /**
             * Pending Command
             * Format: uuid
             */
            pending_command: string;
            /** Plant */
            plant: string | null;
            /** Reason */
            reason: string | null;
            /**
             * Set Aside At
             * Format: date-time
             */
            set_aside_at: string;
            /** Settled At */
            settled_at: string | null;
            /** Settled By */
            settled_by: string | null;
            /** Settled By Name */
            settled_by_name: string | null;
            status: components["schemas"]["PendingCommandStatus"];
            /** Streams */
            streams: components["schemas"]["StreamMet"][];
            /** Version */
            version: number;
        };
        /**
         * PendingCommandStatus
         * @enum {string}
         */
        PendingCommandStatus: "open" | "carried_out" | "dismissed";
        /** Person */
        Person: {
            /** Assignments */
            assignments: components["schemas"]["Assigned-Output"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Disabled At */
            disabled_at: string | null;
            /** Email */
            email: string | null;
            /** Has Badge */
            has_badge: boolean;
            /** Has Password */
            has_password: boolean;
            /**
             * Has Pin
             * @description For stations; what it is is told to nobody.
             */
            has_pin: boolean;
            /** Login */
            login: string | null;
            /** Must Change Password */
            must_change_password: boolean;
            /** Name */
            name: string;
            /**
             * Person
             * Format: uuid
             */
            person: string;
        };
        /** PersonAtStation */
        PersonAtStation: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Has Badge */
            has_badge: boolean;
            /** Has Pin */
            has_pin: boolean;
            /** Name */
            name: string;
        };
        /** PlantShown */
        PlantShown: {
            /**
             * Day Starts At
             * @example 06:00
             */
            day_starts_at: string;
            /** Name */
            name: string;
            /** Plant */
            plant: string;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * Point
         * @description A plotted value with its own limits, in the characteristic's unit. A point on a limit is not beyond it.
         *
         *     `number` is its place in the order of measuring, from 1: it changes when something measured before is told later. `sigma` is the
         *     standard error of the plotted statistic; `in_limits` says that the limits were computed from it too.
         */
        Point: {
            /**
             * Beyond
             * @default false
             */
            beyond: boolean;
            /** Feed Seq */
            feed_seq: number;
            /**
             * In Limits
             * @default false
             */
            in_limits: boolean;
            /** Lcl */
            lcl?: number | null;
            /**
             * Measured At
             * Format: date-time
             */
            measured_at: string;
            /** N */
            n: number;
            /** Number */
            number: number;
            /** Sigma */
            sigma?: number | null;
            /** Subgroup */
            subgroup: string;
            /** Ucl */
            ucl?: number | null;
            /** Value */
            value: number;
            /**
             * Violations
             * @default []
             */
            violations: components["schemas"]["Violation"][];
        };
        /**
         * Policy
         * @description A command that is warned of is carried out and its answer tells so, or it is refused.
         * @enum {string}
         */
        Policy: "tell" | "refuse";
        Position: string;
        /**
         * Preview
         * @description What would change. Nothing was written. `entries` says how many entries would be another.
         */
        Preview: {
            /** Currency */
            currency: string;
            /** Entries */
            entries: number;
            /** Lots */
            lots: components["schemas"]["LotDifference"][];
            /** Orders */
            orders: components["schemas"]["OrderDifference"][];
            /** Stocks */
            stocks: components["schemas"]["StockDifference"][];
        };
        /**
         * Problem
         * @description An RFC 9457 problem. `code` is stable; `errors` names each field that is wrong and why.
         */
        Problem: {
            code: string & ("account_disabled" | "account_expired" | "account_gone" | "administrators_stay" | "already_disabled" | "already_in_state" | "already_on_hold" | "already_there" | "ambiguous_lot" | "another_job_running" | "area_has_bins" | "area_is_a_bin" | "assignments_unchanged" | "badge_taken" | "bearer_missing" | "before_cancelled" | "before_created" | "before_last_change" | "before_registered" | "below_delivered" | "between_changes" | "beyond_feed" | "body_malformed" | "body_too_long" | "books_are_closed" | "books_closed_already" | "books_not_closed_so_far" | "breaks_too_long" | "by_people_alone" | "by_product_is_product" | "certificate_expired" | "certificate_missing" | "change_has_no_end" | "characteristic_exists" | "chart_does_not_fit" | "code_wrong" | "command_pending" | "command_reused" | "component_list_in_use" | "component_of_itself" | "component_short" | "component_twice" | "components_unchanged" | "concerns_every_plant" | "contended" | "count_differs" | "counted_too_little" | "counterpart_missing" | "cross_site" | "currency_missing" | "currency_stands" | "cursor_without_hash" | "customer_blocked_already" | "customer_exists" | "customer_is_blocked" | "customer_not_blocked" | "customer_unchanged" | "database_unavailable" | "day_not_over" | "delivery_differs" | "disk_full" | "end_forgotten" | "ends_before_it_starts" | "ends_later" | "entry_exists" | "equipment_elsewhere" | "equipment_exists" | "equipment_twice" | "exchange_rate_needed" | "expired" | "expires_before_valid" | "expires_in_past" | "export_gone" | "far_more_than_ever" | "faster_than_possible" | "feed_ahead" | "file_unreadable" | "founding_closed" | "happened_in_future" | "history_differs" | "http" | "id_token_refused" | "interval_ends_before_start" | "interval_ends_in_future" | "interval_lasts_too_long" | "into_needed" | "job_running" | "kept_in_another_unit" | "key_file_unreadable" | "keys_in_file" | "known_unit_differs" | "language_not_listed" | "language_twice" | "limits_crossed" | "link_expired" | "link_malformed" | "log_ends_before_start" | "log_ends_in_future" | "log_exists" | "log_lasts_too_long" | "log_struck" | "login_taken" | "longer_than_a_day" | "longer_than_a_shift" | "lot_exists" | "lot_is_held" | "lot_not_named" | "lot_not_on_hold" | "lot_number_needed" | "lot_of_another_plant" | "lot_of_another_product" | "lot_unchanged" | "lots_moved" | "machine_account_exists" | "machine_account_is_disabled" | "machine_account_not_disabled" | "machine_key_exists" | "machine_key_refused" | "malformed" | "material_differs" | "material_exists" | "material_is_retired" | "material_not_retired" | "material_unchanged" | "measured_in_future" | "method_not_allowed" | "more_came_back" | "more_came_back_of_delivery" | "more_than_came" | "more_than_ordered" | "more_than_shipped" | "more_went_back" | "more_went_to_supplier" | "never_put_out" | "no_badge" | "no_component_list" | "no_job_running" | "no_pairing_offered" | "no_pin" | "no_plant" | "no_provider" | "no_second_factor" | "no_such_permission" | "nobody_left" | "not_a_component" | "not_a_receipt" | "not_allowed" | "not_at_station" | "not_cancellable" | "not_completable" | "not_completed" | "not_correctable" | "not_disabled" | "not_enough" | "not_enough_then" | "not_for_order" | "not_for_some_plants" | "not_free" | "not_held" | "not_holdable" | "not_identified" | "not_in_progress" | "not_linked" | "not_made_so" | "not_on_break" | "not_on_job" | "not_open" | "not_paused" | "not_permitted" | "not_plannable" | "not_planned" | "not_previewed" | "not_put_out_here" | "not_released" | "not_reopenable" | "not_reserved" | "not_running" | "not_taken" | "not_there_yet" | "not_while_offline" | "not_yet" | "not_yet_projected" | "not_yourself" | "nothing_changed" | "nothing_charged" | "nothing_corrected" | "nothing_left" | "nothing_moved" | "nothing_proven" | "nothing_to_exchange" | "nothing_to_rework" | "nothing_to_undo" | "notice_ends_by_itself" | "number_needed" | "number_pattern_malformed" | "numbers_taken" | "occurred_in_future" | "of_every_plant" | "of_the_whole_organization" | "on_break" | "on_hold" | "only_receipts_have_cost" | "operation_needed" | "operation_not_named" | "operation_twice" | "operation_unknown" | "operator_exists" | "operator_is_retired" | "operator_unchanged" | "order_given_up" | "order_line_delivered" | "order_line_exists" | "order_line_is_cancelled" | "order_line_unchanged" | "order_needed" | "order_not_in_progress" | "order_not_open" | "organization_exists" | "organization_has_people" | "organization_moved" | "other_machine" | "other_order" | "other_plant" | "others_name_none" | "over_delivery" | "override_reason_needed" | "pairing_code_expired" | "pairing_code_unknown" | "password_guessable" | "password_must_be_changed" | "password_same" | "pending_command_exists" | "person_exists" | "pieces_differ" | "pin_or_badge" | "pin_proof" | "pin_too_simple" | "pin_wrong" | "plan_unchanged" | "plant_differs" | "plant_exists" | "plant_needed" | "previous_short" | "proof_needed" | "provider_address" | "provider_refused" | "provider_unreachable" | "refresh_token_refused" | "reserved_for_others" | "response_unchanged" | "retired_material" | "return_exceeds_delivery" | "rework_of_another" | "role_exists" | "role_or_permissions" | "role_twice" | "role_unchanged" | "sales_order_delivered" | "sales_order_exists" | "sales_order_not_open" | "same_interval" | "same_lot" | "same_movement" | "same_report" | "scrap_reason_needed" | "scrap_reason_unchanged" | "sealed_by_another" | "sealing_unavailable" | "second_factor_kept" | "second_factor_needed" | "second_factor_wrong" | "secret_missing" | "secret_too_short" | "secret_unreadable" | "serial_is_one" | "session_ended" | "setting_unchanged" | "setup_code_taken" | "setup_code_throttled" | "setup_code_wrong" | "several_jobs" | "short_name_needed" | "short_name_reserved" | "sign_in_not_begun" | "standard_cost_needed" | "state_begins_in_future" | "statement_unchanged" | "station_exists" | "station_is_closed" | "station_not_paired" | "station_unpaired" | "stock_of_years" | "stock_would_fall_short" | "storage_location_exists" | "storage_location_is_retired" | "storage_location_needed" | "storage_location_not_registered" | "stream_parked" | "subgroup_exists" | "target_outside" | "time_overlaps" | "time_settled" | "token_expired" | "token_malformed" | "token_missing" | "too_long" | "too_many_attempts" | "too_many_exports" | "too_many_machine_keys" | "too_many_pieces" | "too_many_pins" | "too_many_rows" | "too_many_wait" | "too_many_webhooks" | "too_much_at_once" | "took_too_long" | "undo_of_another" | "undo_too_late" | "unforeseen" | "unit_mismatch" | "unit_twice" | "unknown_characteristic" | "unknown_closing" | "unknown_code" | "unknown_command" | "unknown_component_list" | "unknown_customer" | "unknown_dead_job" | "unknown_delivery" | "unknown_entry" | "unknown_equipment" | "unknown_export" | "unknown_key" | "unknown_list" | "unknown_log" | "unknown_lot" | "unknown_machine_account" | "unknown_machine_key" | "unknown_material" | "unknown_movement" | "unknown_notice" | "unknown_operation" | "unknown_operator" | "unknown_order" | "unknown_order_line" | "unknown_part" | "unknown_pending_command" | "unknown_permission" | "unknown_person" | "unknown_plant" | "unknown_plants" | "unknown_position" | "unknown_role" | "unknown_route" | "unknown_sales_order" | "unknown_schema" | "unknown_scrap_reason" | "unknown_scrap_reasons" | "unknown_session" | "unknown_statement" | "unknown_station" | "unknown_storage_location" | "unknown_subgroup" | "unknown_traced_material" | "unknown_unit" | "unknown_user" | "unknown_warning" | "unknown_webhook" | "unknown_webhook_delivery" | "unknown_work_order" | "unsupported_media_type" | "verifies_every_plant" | "view_rebuilding" | "warning_policy_unchanged" | "webhook_address_malformed" | "webhook_address_plain" | "webhook_address_private" | "webhook_address_unknown" | "webhook_name_taken" | "work_order_exists" | "work_order_not_on_hold" | "wrong_login" | "wrong_password");
            /** Detail */
            detail: string;
            /**
             * Errors
             * @default []
             */
            errors: {
                [key: string]: string;
            }[];
            /**
             * Facts
             * @default {}
             */
            facts: {
                [key: string]: unknown;
            };
            /** Status */
            status: number;
            /** Title */
            title: string;
            /**
             * Type
             * @default about:blank
             */
            type: string;
        };
        /**
         * By
         * @description What hours are added up by; a shift day begins when the plant's first shift does.
         * @enum {string}
         */
        projections__labor_hours__api__answers__By: "order" | "operation" | "operator" | "role" | "activity" | "shift";
        /** @enum {string} */
        projections__oee__api__answers__By: "equipment" | "day" | "order" | "product";
        /**
         * Proof
         * @description What shows offline that a lot's facts stood in the feed when its head was signed (docs/verify.md).
         */
        Proof: {
            /** Facts */
            facts: components["schemas"]["ProvenFact"][];
            /** Form */
            form: string;
            /** Head */
            head: string;
            /** Key */
            key: string;
            /**
             * More
             * @description Whether more facts of the lot come behind the last of these: ask again with `after`.
             */
            more: boolean;
            /** Stream */
            stream: string;
        };
        /**
         * ProvenFact
         * @description A fact as it is hashed, every value a text; `previous` is the hash of the number before, and `path` leads to the root that
         *     the head has.
         */
        ProvenFact: {
            /** Data */
            data: string;
            /** Meta */
            meta: string;
            /** Occurred Us */
            occurred_us: string;
            /** Organization */
            organization: string;
            /** Path */
            path: string[];
            /** Previous */
            previous: string;
            /** Recorded Us */
            recorded_us: string;
            /** Schema Version */
            schema_version: string;
            /** Seq */
            seq: string;
            /** Stream */
            stream: string;
            /** Topic */
            topic: string;
            /** Version */
            version: string;
        };
        /**
         * ProviderShown
         * @description How an organization signs in, besides passwords.
         */
        ProviderShown: {
            /**
             * Label
             * @description What the button says; null: there is no provider.
             */
            label: string | null;
        };
        /**
         * ReactionShown
         * @description A reaction: everything up to the number `position` of the feed is decided, and `behind` more facts are not. `parked` counts
         *     the streams that it has set aside, `refused` the commands that a rule refused. `stopped` says why it does nothing.
         */
        ReactionShown: {
            /** Behind */
            behind: number;
            /** Name */
            name: string;
            /** Parked */
            parked: number;
            /** Position */
            position: number;
            /** Refused */
            refused: number;
            /** Stopped */
            stopped: string | null;
        };
        /**
         * Recall
         * @description All that a lot concerns. `to_hold` are the lots that are in the house and not held yet.
         */
        Recall: {
            /** As Of */
            as_of: string | null;
            /** As Of Feed */
            as_of_feed: number | null;
            begin: components["schemas"]["Begin"];
            /** Customers */
            customers: components["schemas"]["RecalledCustomer"][];
            /** Lot */
            lot: string;
            /** Lots */
            lots: components["schemas"]["RecalledLot"][];
            /** Materials */
            materials: components["schemas"]["RecalledMaterial"][];
            /** Number */
            number: string;
            /** Orders */
            orders: components["schemas"]["RecalledOrder"][];
            /** Shipments */
            shipments: components["schemas"]["Shipment"][];
            /** To Hold */
            to_hold: string[];
        };
        /**
         * RecalledCustomer
         * @description Whom to tell, and of which lots, deliveries and sales orders. `numbers` are what stands on the labels of `lots`.
         */
        RecalledCustomer: {
            /** Customer */
            customer: string;
            /** Deliveries */
            deliveries: string[];
            /** Lots */
            lots: string[];
            /** Numbers */
            numbers: string[];
            /** Sales Orders */
            sales_orders: string[];
        };
        /**
         * RecalledLot
         * @description A lot that is concerned: the one asked for, one that it was made from, or one that came of any of these. `depth` is the
         *     number of steps from the lot asked for, or from the nearest of its sources. `stated`: it is reached by what was said to go
         *     into a lot, by splits and merges alone; else it is possible, by an order that had such a lot in hand. Quantities in `unit`.
         */
        RecalledLot: {
            /** Consumed */
            consumed: string;
            /** Depth */
            depth: number;
            /** Hold Reason */
            hold_reason: string | null;
            /** Location */
            location: string | null;
            /** Lot */
            lot: string;
            /** Material */
            material: string;
            /** Number */
            number: string;
            /** On Hand */
            on_hand: string;
            /** Origin */
            origin: string;
            /** Plant */
            plant: string;
            /** Quantity */
            quantity: string;
            /**
             * Role
             * @enum {string}
             */
            role: "asked" | "source" | "affected";
            /** Scrapped */
            scrapped: string;
            /** Shipped */
            shipped: string;
            /** Stated */
            stated: boolean;
            /**
             * Status
             * @enum {string}
             */
            status: "available" | "on_hold";
            /** Supplier */
            supplier: string | null;
            /** Supplier Lot */
            supplier_lot: string | null;
            /** Unit */
            unit: string;
        };
        /**
         * RecalledMaterial
         * @description What is concerned of a material, over its lots: `held` and `free` are what is on hand.
         */
        RecalledMaterial: {
            /** Free */
            free: string;
            /** Held */
            held: string;
            /** Lots */
            lots: number;
            /** Material */
            material: string;
            /** On Hand */
            on_hand: string;
            /** Scrapped */
            scrapped: string;
            /** Shipped */
            shipped: string;
            /** Unit */
            unit: string;
        };
        /**
         * RecalledOrder
         * @description A work order that took in or put out a lot that is concerned, with how many lots it consumed and put out in all.
         */
        RecalledOrder: {
            /** Consumed Lots */
            consumed_lots: number;
            /** Depth */
            depth: number;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Produced Lots */
            produced_lots: number;
            /** Work Order */
            work_order: string;
        };
        /**
         * ReceiveLot
         * @description Take in a lot from outside, or more of one. What is left out of a delivery that joins a lot is as the lot has it.
         */
        ReceiveLot: {
            /**
             * Attributes
             * @description What else is known of the lot, by name: {'heat': '4711'}.
             */
            attributes?: {
                [key: string]: string;
            };
            /**
             * Currency
             * @description Of the cost. Left out: the books'.
             */
            currency?: string | null;
            /** Exchange Rate */
            exchange_rate?: (number | string) | null;
            /**
             * Expires At
             * @description Left out: counted from the material's shelf life.
             */
            expires_at?: string | null;
            /** Location */
            location?: string | null;
            /**
             * Lot
             * @description Left out for a material without lot numbers: MATERIAL@LOCATION.
             */
            lot?: string | null;
            /**
             * Material
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            material: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Plant
             * @description A plant. Left out: the only one that there is, or that you work for; else it has to be named.
             */
            plant?: string;
            /** Produced On */
            produced_on?: string | null;
            /** Purchase Reference */
            purchase_reference?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /** Supplier */
            supplier?: string | null;
            /**
             * Supplier Lot
             * @description The number that the supplier gave it.
             */
            supplier_lot?: string | null;
            /**
             * Total Cost
             * @description Of all that is received, instead of unit_cost.
             */
            total_cost?: (number | string) | null;
            /** Unit */
            unit: string;
            /**
             * Unit Cost
             * @description Of one `unit`, as the quantity is told; in `currency`.
             */
            unit_cost?: (number | string) | null;
        };
        /**
         * RecordDelivery
         * @description Tell of a delivery that has happened already. No lot is touched: to ship from a lot, deliver.
         */
        RecordDelivery: {
            /**
             * Delivery
             * @description The number of the delivery note.
             */
            delivery: string;
            /**
             * Line
             * @description The line's number on the order.
             */
            line: number;
            /**
             * Lot
             * @description As the delivery note names it; it need not be known here.
             */
            lot?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /**
             * Sales Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            sales_order: string;
            /**
             * Unit
             * @description Any unit of the product. Left out: the unit that the line orders in.
             */
            unit?: string | null;
        };
        /**
         * RecordInterval
         * @description Tell afterwards what the machine did from when to when.
         */
        RecordInterval: {
            /**
             * Ended At
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            ended_at: string;
            /**
             * Equipment
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            equipment: string;
            kind: components["schemas"]["EquipmentState"];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Started At
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            started_at: string;
        };
        /**
         * RecordOutputLot
         * @description Put what an order made into a lot: a new one, or more of one of the same material; or into a lot for each serial.
         */
        RecordOutputLot: {
            /**
             * By Product
             * @description It is not what the order is for; name the material.
             * @default false
             */
            by_product: boolean;
            /**
             * Location
             * @description Where it lies, or is put.
             */
            location?: string | null;
            /** Lot */
            lot?: string | null;
            /**
             * Material
             * @description Of a by-product. Left out: the order's product.
             */
            material?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description Left out with serials: as many as there are.
             */
            quantity?: (number | string) | null;
            /**
             * Serials
             * @description A lot of one for each, instead of a lot.
             * @default []
             */
            serials: string[];
            /**
             * Unit
             * @default pcs
             */
            unit: string;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * RecordSubgroup
         * @description Record the values of one subgroup; `occurred_at` is when they were measured, which is their place on the charts.
         */
        RecordSubgroup: {
            /**
             * Characteristic
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            characteristic: string;
            /** Equipment */
            equipment?: string | null;
            /** Lot */
            lot?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Operator
             * @description The operator's user or badge id, never a name.
             */
            operator?: string | null;
            /**
             * Subgroup
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            subgroup: string;
            /**
             * Values
             * @description Measured values. A chart of single values takes 1, others 2 to 25; what they do not take is kept beside them.
             */
            values: (number | string)[];
            /** Work Order */
            work_order?: string | null;
        };
        /**
         * RecordTime
         * @description Tell time afterwards, with its breaks.
         */
        RecordTime: {
            /** @default production */
            activity: components["schemas"]["LaborActivity"];
            /**
             * Breaks S
             * @description Seconds that are not paid.
             * @default 0
             */
            breaks_s: number | string;
            /**
             * Ended At
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            ended_at: string;
            /**
             * Entry
             * @description The entry's own id. Left out: the command id.
             */
            entry?: string | null;
            /** Equipment */
            equipment?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Operation */
            operation?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
            /**
             * Started At
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            started_at: string;
            /** Work Order */
            work_order?: string | null;
        };
        /** RecoveryCodes */
        RecoveryCodes: {
            /**
             * Recovery Codes
             * @description Each counts once instead of a code. They are not told again.
             */
            recovery_codes: string[];
        };
        /** RefreshToken */
        RefreshToken: {
            /** Refresh Token */
            refresh_token: string;
        };
        /**
         * RefusedCommand
         * @description A command that a reaction sent and a rule refused, with the fact that it reacted to.
         */
        RefusedCommand: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Code */
            code: string;
            /** Command */
            command: string;
            /** Detail */
            detail: string;
            /** Reaction */
            reaction: string;
            /** Stream */
            stream: string;
            /** Target */
            target: string;
            /** Version */
            version: number;
        };
        /**
         * RegisterCustomer
         * @description Make a company known that buys.
         */
        RegisterCustomer: {
            /** Country */
            country?: string | null;
            /**
             * Customer
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            customer: string;
            /**
             * Name
             * @description The company's name, never a person's. 1 to 120 printable characters.
             */
            name: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
        };
        /**
         * RegisterEquipment
         * @description Make a machine known.
         */
        RegisterEquipment: {
            /**
             * Equipment
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            equipment: string;
            /** Name */
            name?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Plant
             * @description A plant. Left out: the only one that there is, or that you work for; else it has to be named.
             */
            plant?: string;
            /** Work Center */
            work_center?: string | null;
        };
        /**
         * RegisterMaterial
         * @description Make a material known. Its base unit and its tracking stay for good: the stock is kept by them.
         */
        RegisterMaterial: {
            /** Base Unit */
            base_unit: string;
            /** Description */
            description?: string | null;
            /** Gtin */
            gtin?: string | null;
            /**
             * Material
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            material: string;
            /** Name */
            name?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Sap Material */
            sap_material?: string | null;
            /** Shelf Life Days */
            shelf_life_days?: number | null;
            /**
             * @description How pieces are told apart.
             * @default lot
             */
            tracking: components["schemas"]["Tracking"];
            /**
             * Units
             * @description The other units, each with how many base units it is.
             */
            units?: {
                [key: string]: string;
            };
        };
        /**
         * RegisterOperator
         * @description Make a badge known. No name of a person is kept.
         */
        RegisterOperator: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Operator
             * @description The badge, as in B-101.
             */
            operator: string;
            /**
             * Plant
             * @description A plant. Left out: the only one that there is, or that you work for; else it has to be named.
             */
            plant?: string;
            /**
             * Role
             * @description What the operator does; its hours have a rate.
             */
            role: string;
        };
        /**
         * RegisterStorageLocation
         * @description Make a storage location of a plant known: an area, or a bin in one. From the first on, lots go to registered ones only.
         */
        RegisterStorageLocation: {
            /**
             * Area
             * @description The area that a bin lies in. Left out: it is an area itself.
             */
            area?: string | null;
            /**
             * Location
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            location: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Plant
             * @description A plant. Left out: the only one that there is, or that you work for; else it has to be named.
             */
            plant?: string;
        };
        /**
         * ReinstateMaterial
         * @description Use a retired material again. Its reorder points are to be set anew.
         */
        ReinstateMaterial: {
            /**
             * Material
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            material: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
        };
        /**
         * ReleaseLot
         * @description Free a lot that was on hold.
         */
        ReleaseLot: {
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
        };
        /**
         * ReleaseReservation
         * @description Let anybody use again what an order has reserved of a lot and not taken.
         */
        ReleaseReservation: {
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * ReleaseWorkOrder
         * @description Hand a planned order to the shop floor.
         */
        ReleaseWorkOrder: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /** Removal */
        Removal: {
            /**
             * Code
             * @description Six digits of the authenticator, or a recovery code.
             * @example 123456
             */
            code: string;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * RemoveBadge
         * @description Take a person's badge away.
         */
        RemoveBadge: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Person
             * Format: uuid
             * @description The person's id.
             */
            person: string;
        };
        /**
         * RemovePin
         * @description Take a person's PIN away.
         */
        RemovePin: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Person
             * Format: uuid
             * @description The person's id.
             */
            person: string;
        };
        /**
         * RenameOrganization
         * @description Call the organization otherwise. Its short name, by which people sign in, stays.
         */
        RenameOrganization: {
            /** Name */
            name: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
        };
        /**
         * ReopenWorkOrder
         * @description Work on a completed or closed order again, for what comes late; it runs until it is completed anew.
         */
        ReopenWorkOrder: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /** Replay */
        Replay: {
            /**
             * From Number
             * @description A number of the organization's feed.
             */
            from_number: number;
        };
        /**
         * Report
         * @description A production log in one of its forms. `stands` is false for one that was corrected or struck; `why` is the correction's.
         */
        Report: {
            /** Activity */
            activity: string;
            /** By User */
            by_user: string | null;
            /**
             * Ended At
             * Format: date-time
             */
            ended_at: string;
            /** Equipment */
            equipment: string;
            /** Feed Seq */
            feed_seq: number;
            /** Good Pcs */
            good_pcs: number;
            /** Log */
            log: string;
            /** Operation */
            operation: string | null;
            /** Operator */
            operator: string | null;
            /** Reason */
            reason: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Rejected Pcs */
            rejected_pcs: number;
            /** Review Pcs */
            review_pcs: number;
            /** Rework Pcs */
            rework_pcs: number;
            /** Scrap Reason */
            scrap_reason: string | null;
            /** Stands */
            stands: boolean;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Struck */
            struck: boolean;
            /** Version */
            version: number;
            /** Why */
            why: string | null;
        };
        /**
         * RescheduleWorkOrder
         * @description Plan another quantity, due date or priority. What is left out stays.
         */
        RescheduleWorkOrder: {
            /** Due At */
            due_at?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Priority */
            priority?: number | null;
            /** Quantity Pcs */
            quantity_pcs?: number | null;
            /** Reason */
            reason: string;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * ReservationShown
         * @description What of a lot is reserved for an order, in `unit`: `quantity` was reserved, `taken` by it since, less what came back,
         *     `outstanding` it may still take, and of that `short` is not there.
         */
        ReservationShown: {
            /** By User */
            by_user: string | null;
            /** Location */
            location: string | null;
            /** Lot */
            lot: string;
            /** Material */
            material: string;
            /** Number */
            number: string;
            /** On Hand */
            on_hand: string;
            /** Outstanding */
            outstanding: string;
            /** Plant */
            plant: string;
            /** Quantity */
            quantity: string;
            /**
             * Reserved At
             * Format: date-time
             */
            reserved_at: string;
            /** Short */
            short: string;
            /**
             * Status
             * @enum {string}
             */
            status: "available" | "held" | "expired" | "negative";
            /** Taken */
            taken: string;
            /** Unit */
            unit: string;
            /** Work Order */
            work_order: string;
        };
        /**
         * ReserveLot
         * @description Keep a quantity of a lot for an order: nobody else may take it. Instead of what the order had reserved of it before.
         */
        ReserveLot: {
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /**
             * Unit
             * @description Any unit of the material. Left out: the unit the lot is kept in.
             */
            unit?: string | null;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * ResetPassword
         * @description Void somebody's password, and end their sign-ins. Sent by itself, the answer tells a password for once, which they must
         *     change when they sign in; in a batch they get none.
         */
        ResetPassword: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Person
             * Format: uuid
             * @description The person's id: a UUID that was made by whoever added them.
             */
            person: string;
        };
        /**
         * ResumeWorkOrder
         * @description Go on with a paused order, on the machine that it is on or on another.
         */
        ResumeWorkOrder: {
            /**
             * Equipment
             * @description The machine that it is put on: one that breaks down pauses what runs on it.
             */
            equipment?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * RetireMaterial
         * @description Take a material out of use. What is there may be used up; none is received, ordered or listed as a component any more.
         */
        RetireMaterial: {
            /**
             * Material
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            material: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
        };
        /**
         * RetireOperator
         * @description Take a badge out of use.
         */
        RetireOperator: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
            /** Reason */
            reason?: string | null;
        };
        /**
         * RetireRole
         * @description Have a role be nobody's any more: who has it may do nothing by it.
         */
        RetireRole: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Role
             * @description Small letters, digits and underscores.
             */
            role: string;
        };
        /**
         * RetireScrapReason
         * @description Take a reason off the list; what was reported keeps it.
         */
        RetireScrapReason: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Scrap Reason
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            scrap_reason: string;
        };
        /**
         * RetireStorageLocation
         * @description Put nothing to a storage location any more. What lies there stays until it is taken or moved.
         */
        RetireStorageLocation: {
            /**
             * Location
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            location: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Plant
             * @description A plant. Left out: the only one that there is, or that you work for; else it has to be named.
             */
            plant?: string;
            /** Reason */
            reason?: string | null;
        };
        /**
         * ReturnFromCustomer
         * @description Take back into a lot what a customer sent back.
         */
        ReturnFromCustomer: {
            /**
             * Customer
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            customer: string;
            /** Delivery */
            delivery?: string | null;
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /** Reason */
            reason: string;
            /** Sales Order */
            sales_order?: string | null;
            /**
             * Unit
             * @description Any unit of the material. Left out: the unit the lot is kept in.
             */
            unit?: string | null;
        };
        /**
         * ReturnGoods
         * @description Tell that part of a delivery came back. It is owed again while the order is open; no lot is touched.
         */
        ReturnGoods: {
            /**
             * Delivery
             * @description The number of the delivery note.
             */
            delivery: string;
            /**
             * Line
             * @description The line's number on the order.
             */
            line: number;
            /**
             * Lot
             * @description May be left out when the delivery was of one lot.
             */
            lot?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /** Reason */
            reason: string;
            /**
             * Sales Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            sales_order: string;
            /**
             * Unit
             * @description Any unit of the product. Left out: the unit that the line orders in.
             */
            unit?: string | null;
        };
        /**
         * ReturnMaterial
         * @description Give back to a lot what an order took of it and did not use.
         */
        ReturnMaterial: {
            /**
             * Into
             * @description What it comes back out of, where it was said to go into that.
             * @default []
             */
            into: string[];
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /** Reason */
            reason?: string | null;
            /**
             * Unit
             * @description Any unit of the material. Left out: the unit the lot is kept in.
             */
            unit?: string | null;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * ReturnToSupplier
         * @description Send a quantity of a lot back to where it came from.
         */
        ReturnToSupplier: {
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /** Reason */
            reason: string;
            /** Reference */
            reference?: string | null;
            /** Supplier */
            supplier?: string | null;
            /**
             * Unit
             * @description Any unit of the material. Left out: the unit the lot is kept in.
             */
            unit?: string | null;
        };
        /**
         * RevalueStock
         * @description Say what all of a material that lies in a plant is worth a unit, from `occurred_at` on.
         */
        RevalueStock: {
            /**
             * Material
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            material: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Plant
             * @description A plant. Left out: the only one that there is, or that you work for; else it has to be named.
             */
            plant?: string;
            /** Reason */
            reason: string;
            /**
             * Unit
             * @description Any unit of the material that the cost is of one of. Left out: its base unit.
             */
            unit?: string | null;
            /**
             * Unit Cost
             * @description Of one `unit`, in the books' currency.
             */
            unit_cost: number | string;
        };
        /**
         * RevokeCertificate
         * @description Take a certificate away before it runs out.
         */
        RevokeCertificate: {
            /**
             * Certificate
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            certificate: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
            /** Reason */
            reason: string;
        };
        /**
         * RevokeKey
         * @description End a key, and every token that was got by it, at once.
         */
        RevokeKey: {
            /**
             * Machine Account
             * @description The machine account's name.
             */
            machine_account: string;
            /**
             * Machine Key
             * @description The part of the key that may be seen, between the first two underscores.
             */
            machine_key: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
        };
        /**
         * ReworkShown
         * @description An order for pieces that this one sent to rework.
         */
        ReworkShown: {
            /** Quantity Pcs */
            quantity_pcs: number;
            status: components["schemas"]["Status"];
            /** Work Order */
            work_order: string;
        };
        /** Role */
        Role: {
            /** Allow */
            allow: string[];
            /**
             * Built In
             * @description Every organization begins with it.
             */
            built_in: boolean;
            /**
             * Changed
             * @description The organization has said itself what it may do.
             */
            changed: boolean;
            /** Deny */
            deny: string[];
            /**
             * People
             * @description How many have it.
             */
            people: number;
            /**
             * Permissions
             * @description What it comes to.
             */
            permissions: string[];
            /** Retired */
            retired: boolean;
            /** Role */
            role: string;
            /** Second Factor */
            second_factor: boolean;
        };
        /** Rotation */
        Rotation: {
            /**
             * Overlap H
             * @description So many hours the secret before signs too.
             * @default 24
             */
            overlap_h: number;
        };
        /**
         * RowTold
         * @description A row by its line, and what is said of it.
         */
        RowTold: {
            /** Line */
            line: number;
            /** Reason */
            reason: string;
        };
        /** @enum {string} */
        RuleSet: "nelson" | "western_electric";
        /**
         * SalesOrder
         * @description An order as it stands. `next_due_on` is the earliest due date of a line that is open; `delivery_state` says how much
         *     of what its lines order is with the customer.
         */
        SalesOrder: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Currency */
            currency: string | null;
            /** Customer */
            customer: string;
            /** Customer Name */
            customer_name: string | null;
            /**
             * Delivery State
             * @enum {string}
             */
            delivery_state: "nothing" | "partly" | "fully";
            /** Due On */
            due_on: string | null;
            /** Late Lines */
            late_lines: number;
            /** Line Count */
            line_count: number;
            /** Next Due On */
            next_due_on: string | null;
            /** Open Lines */
            open_lines: number;
            /** Over Delivery Percent */
            over_delivery_percent: string;
            /** Plant */
            plant: string;
            /** Reference */
            reference: string | null;
            /** Sales Order */
            sales_order: string;
            status: components["schemas"]["SalesOrderStatus"];
            /** Status Reason */
            status_reason: string | null;
            /**
             * Status Since
             * Format: date-time
             */
            status_since: string;
            /** Version */
            version: number;
        };
        /** SalesOrderInFull */
        SalesOrderInFull: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Currency */
            currency: string | null;
            /** Customer */
            customer: string;
            /** Customer Name */
            customer_name: string | null;
            /** Deliveries */
            deliveries: components["schemas"]["DeliveryOfLine"][];
            /**
             * Delivery State
             * @enum {string}
             */
            delivery_state: "nothing" | "partly" | "fully";
            /** Due On */
            due_on: string | null;
            /** Late Lines */
            late_lines: number;
            /** Line Count */
            line_count: number;
            /** Lines */
            lines: components["schemas"]["SalesOrderLine"][];
            /** Next Due On */
            next_due_on: string | null;
            /** Open Lines */
            open_lines: number;
            /** Over Delivery Percent */
            over_delivery_percent: string;
            /** Plant */
            plant: string;
            /** Reference */
            reference: string | null;
            /** Sales Order */
            sales_order: string;
            status: components["schemas"]["SalesOrderStatus"];
            /** Status Reason */
            status_reason: string | null;
            /**
             * Status Since
             * Format: date-time
             */
            status_since: string;
            /** Version */
            version: number;
        };
        /**
         * SalesOrderLine
         * @description Quantities in `unit`; `unit_price` in the order's currency. `open` is what is still owed: ordered - delivered +
         *     returned, never below 0, and 0 once the order is settled or the line cancelled.
         */
        SalesOrderLine: {
            /** Cancel Reason */
            cancel_reason: string | null;
            /** Delivered */
            delivered: string;
            /** Due On */
            due_on: string | null;
            /** Last Delivery At */
            last_delivery_at: string | null;
            /** Late */
            late: boolean;
            /** Line */
            line: number;
            /** Open */
            open: string;
            /** Ordered */
            ordered: string;
            /** Product */
            product: string;
            /** Returned */
            returned: string;
            /** Unit */
            unit: string;
            /** Unit Price */
            unit_price: string | null;
        };
        /**
         * SalesOrderStatus
         * @enum {string}
         */
        SalesOrderStatus: "open" | "closed" | "cancelled";
        /**
         * ScheduleShown
         * @description What is done again and again: `every` so many seconds, or at `at` on the clock of `time_zone`, on these days of the week (1
         *     is Monday). `next_run` is null until a worker has looked at it for the first time.
         */
        ScheduleShown: {
            /** At */
            at: string | null;
            /** Every S */
            every_s: number | null;
            /** Kind */
            kind: string;
            /** Last Run */
            last_run: string | null;
            /** Name */
            name: string;
            /** Next Run */
            next_run: string | null;
            /** Time Zone */
            time_zone: string | null;
            /** Weekdays */
            weekdays: number[];
        };
        /** @enum {string} */
        ScrapBy: "reason" | "equipment" | "product" | "operation";
        /**
         * ScrapLot
         * @description Throw a quantity of a lot away.
         */
        ScrapLot: {
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /** Reason */
            reason: string;
            /**
             * Unit
             * @description Any unit of the material. Left out: the unit the lot is kept in.
             */
            unit?: string | null;
        };
        /**
         * ScrapPareto
         * @description Rejected pieces by group, the most first.
         */
        ScrapPareto: {
            by: components["schemas"]["ScrapBy"];
            engine: components["schemas"]["Engine"];
            /** Rejected Pcs */
            rejected_pcs: number;
            /** Rows */
            rows: components["schemas"]["ScrapRow"][];
            /**
             * Sealed Months
             * @description How many months were read from what is sealed.
             */
            sealed_months: number;
        };
        /**
         * ScrapReasonShown
         * @description A code that reports name, and what it is called. A retired one is chosen no more.
         */
        ScrapReasonShown: {
            /** Retired */
            retired: boolean;
            /** Scrap Reason */
            scrap_reason: string;
            /** Text */
            text: string;
        };
        /** ScrapRow */
        ScrapRow: {
            /**
             * Cumulative Ratio
             * @description The share of this group and of all before it.
             */
            cumulative_ratio: number;
            /**
             * Key
             * @description Null where the reports do not name one.
             */
            key: string | null;
            /** Rejected Pcs */
            rejected_pcs: number;
            /** Reports */
            reports: number;
            /** Share Ratio */
            share_ratio: number;
        };
        /** SecondFactorShown */
        SecondFactorShown: {
            /**
             * Recovery Codes
             * @description How many recovery codes are left.
             */
            recovery_codes: number;
            /**
             * Since
             * @description Since when there is one; null: there is none.
             */
            since: string | null;
        };
        /** Secret */
        Secret: {
            /**
             * Secret
             * @description What its receiver verifies signatures by. It is never told again.
             */
            secret: string;
        };
        /**
         * SecurityEntry
         * @description What happened. Of what may be repeated by anybody, `times` says how often it was within a minute, and `at` when first.
         */
        SecurityEntry: {
            /**
             * Account
             * @description Who did it, where that is known; see GET /api/v1/people for the name.
             */
            account: string | null;
            /**
             * Address
             * @description Where the request came from.
             */
            address: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Detail */
            detail: {
                [key: string]: unknown;
            };
            /**
             * Entry
             * @description Its number; later ones have higher ones.
             */
            entry: number;
            /** Kind */
            kind: string;
            /** Times */
            times: number;
        };
        /**
         * SessionShown
         * @description A sign-in on one device that goes on.
         */
        SessionShown: {
            /**
             * Address
             * @description Where it was used from last.
             */
            address: string;
            /**
             * Agent
             * @description What the program at the other end called itself.
             */
            agent: string;
            /**
             * Begun At
             * Format: date-time
             */
            begun_at: string;
            /**
             * Expires At
             * Format: date-time
             * @description When it ends at the latest.
             */
            expires_at: string;
            /**
             * Last Used At
             * Format: date-time
             */
            last_used_at: string;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /**
             * Station
             * @description The station at which one has identified.
             */
            station: string | null;
            /**
             * This
             * @description Whether it is the one that asks.
             */
            this: boolean;
            /**
             * Way
             * @description How it began: `password`, `provider`, `station` or `pairing`.
             */
            way: string;
        };
        /** SetBadge */
        SetBadge: {
            /**
             * Badge
             * Format: password
             * @description What a scanner reads from the badge.
             */
            badge: string;
            /**
             * Person
             * Format: uuid
             */
            person: string;
        };
        /**
         * SetComponents
         * @description Say of what a product is made from now on. The list replaces the one before; an empty one says nothing is known of it.
         */
        SetComponents: {
            /**
             * Batch Quantity
             * @description So many base units of the product the quantities are for. Left out: for one.
             * @default 1
             */
            batch_quantity: number | string;
            /** Components */
            components: components["schemas"]["ComponentOf"][];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Product
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            product: string;
        };
        /**
         * SetControlLimits
         * @description Give the centre and the sigma within subgroups instead of estimating them.
         */
        SetControlLimits: {
            /** Center */
            center: number | string;
            /**
             * Characteristic
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            characteristic: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Sigma */
            sigma: number | string;
        };
        /**
         * SetCostingMethod
         * @description Say how a material is costed in a plant from `occurred_at` on. Until then: moving average.
         */
        SetCostingMethod: {
            /**
             * Material
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            material: string;
            method: components["schemas"]["CostingMethod"];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Plant
             * @description A plant. Left out: the only one that there is, or that you work for; else it has to be named.
             */
            plant?: string;
            /**
             * Standard Cost
             * @description Of one `unit`, in the books' currency; for the method standard alone.
             */
            standard_cost?: (number | string) | null;
            /**
             * Unit
             * @description Any unit of the material that the cost is of one of. Left out: its base unit.
             */
            unit?: string | null;
        };
        /**
         * SetCurrency
         * @description Say in which currency the organization keeps its amounts. Once; EUR until then.
         */
        SetCurrency: {
            /**
             * Currency
             * @description ISO 4217, as in EUR.
             */
            currency: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
        };
        /**
         * SetEquipmentRate
         * @description Say what an hour of an equipment costs, from a moment on. One in the past costs anew what was done since.
         */
        SetEquipmentRate: {
            /**
             * Equipment
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            equipment: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Rate Per Hour
             * @description In the books' currency, 0 or more.
             */
            rate_per_hour: number | string;
            /**
             * Valid From
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            valid_from: string;
        };
        /**
         * SetIdealCycleTime
         * @description Set the shortest time in which the machine can make one piece of a product.
         */
        SetIdealCycleTime: {
            /**
             * Cycle Time S
             * @description Seconds above 0.
             */
            cycle_time_s: number | string;
            /**
             * Equipment
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            equipment: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Product
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            product: string;
        };
        /**
         * SetLanguages
         * @description Say in which languages the organization works, and as in which of them numbers and dates are written on screens.
         */
        SetLanguages: {
            /**
             * Language
             * @description The one of them as in which numbers and dates are written.
             */
            language: string;
            /** Languages */
            languages: string[];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
        };
        /**
         * SetLimitsBasis
         * @description Take the control limits from the first so many subgroups (phase I), or, when null, from all of them.
         */
        SetLimitsBasis: {
            /**
             * Characteristic
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            characteristic: string;
            /** Limits From Subgroups */
            limits_from_subgroups?: number | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
        };
        /**
         * SetLotNumbering
         * @description Say how lots of a material are numbered that nobody names: a prefix, the day, and a counter. `digits` 0: they are to be named
         *     again.
         */
        SetLotNumbering: {
            /** @default YYMMDD */
            date: components["schemas"]["DateInNumber"];
            /**
             * Digits
             * @description The counter has so many at least: 3 for 001.
             * @default 3
             */
            digits: number;
            /**
             * Material
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            material: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Prefix
             * @default
             */
            prefix: string;
        };
        /**
         * SetNegativeStock
         * @description Say what happens when more is taken from a lot than the books have: refuse it, or take it and flag the lot.
         */
        SetNegativeStock: {
            negative_stock: components["schemas"]["NegativeStock"];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
        };
        /**
         * SetNumberRule
         * @description Say how orders are numbered that nobody names: `WO-{year}-{n:05}`. Without a pattern they are to be named again.
         */
        SetNumberRule: {
            /**
             * First
             * @description Where the count begins.
             * @default 1
             */
            first: number;
            numbered: components["schemas"]["Numbered"];
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Pattern
             * @description {n} or {n:05} is the count; {year}, {yy}, {month}, {week}, {day} are the day's.
             */
            pattern?: string | null;
        };
        /** SetPin */
        SetPin: {
            /**
             * Person
             * Format: uuid
             */
            person: string;
            /**
             * Pin
             * Format: password
             * @description 4 to 8 digits.
             */
            pin: string;
        };
        /**
         * SetPolicy
         * @description Have commands refused that are warned of so, or have them carried out again with a warning.
         */
        SetPolicy: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            policy: components["schemas"]["Policy"];
            /**
             * Warning
             * @description Its code; see GET /house-rules/warnings.
             */
            warning: string;
        };
        /**
         * SetRate
         * @description Say what an hour of a role costs, from a moment on. One in the past costs anew what was done since.
         */
        SetRate: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Rate Per Hour */
            rate_per_hour: number | string;
            /**
             * Role
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            role: string;
            /**
             * Valid From
             * Format: date-time
             * @description A moment with its time zone; UTC from here on.
             */
            valid_from: string;
        };
        /**
         * SetReorderPoint
         * @description Say below which stock in a plant a material has to be ordered.
         */
        SetReorderPoint: {
            /**
             * Material
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            material: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Plant
             * @description A plant. Left out: the only one that there is, or that you work for; else it has to be named.
             */
            plant?: string;
            /**
             * Quantity
             * @description Left out: it is not reordered by stock any more.
             */
            quantity?: (number | string) | null;
            /**
             * Unit
             * @description Any unit of the material. Left out: its base unit.
             */
            unit?: string | null;
        };
        /**
         * SettingChange
         * @description Who said last how it is. Names are null for a person who was erased, or where it was said at the server itself.
         */
        SettingChange: {
            /**
             * Set At
             * Format: date-time
             */
            set_at: string;
            /** Set By */
            set_by: string | null;
            /** Set By Name */
            set_by_name: string | null;
            /** Setting */
            setting: string;
        };
        /**
         * SettingsShown
         * @description How the organization has set itself up. `currency` is settled by the first word, and EUR until then.
         */
        SettingsShown: {
            /**
             * Changes
             * @description Of what was said; the rest is as it is for everybody.
             */
            changes: components["schemas"]["SettingChange"][];
            /** Currency */
            currency: string;
            /** Language */
            language: string;
            /** Languages */
            languages: string[];
            /** Name */
            name: string;
            negative_stock: components["schemas"]["NegativeStock"];
            /** Number Rules */
            number_rules: components["schemas"]["NumberRule"][];
            /**
             * Organization
             * @description Its short name.
             */
            organization: string;
        };
        /**
         * SetViolationResponse
         * @description Say what a violated control rule, or a value out of specification, does to the lot that was measured.
         */
        SetViolationResponse: {
            /**
             * Characteristic
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            characteristic: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            response: components["schemas"]["ViolationResponse"];
        };
        /**
         * ShipLot
         * @description Send a quantity of a lot to a customer.
         */
        ShipLot: {
            /**
             * Customer
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            customer: string;
            /** Delivery */
            delivery?: string | null;
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Override Reason */
            override_reason?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /** Reason */
            reason?: string | null;
            /**
             * Suggested Lot
             * @description The lot that should go first; see GET /stock/suggestion.
             */
            suggested_lot?: string | null;
            /**
             * Unit
             * @description Any unit of the material. Left out: the unit the lot is kept in.
             */
            unit?: string | null;
        };
        /**
         * Shipment
         * @description What of a lot went to a customer or came back. `sales_order` and `line` where an order says that it was for it.
         *     `only_delivered` and `only_returned`: the sales order alone tells of it, nobody took it from the lot or put it back.
         */
        Shipment: {
            /** Corrected At */
            corrected_at: string | null;
            /** Corrected By */
            corrected_by: string | null;
            /** Corrected Why */
            corrected_why: string | null;
            /** Customer */
            customer: string | null;
            /** Delivery */
            delivery: string | null;
            /** Feed Seq */
            feed_seq: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "shipped" | "returned_by_customer" | "only_delivered" | "only_returned";
            /** Line */
            line: number | null;
            /** Lot */
            lot: string;
            /** Movement */
            movement: string | null;
            /** Number */
            number: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            original: components["schemas"]["Original"] | null;
            /** Quantity */
            quantity: string;
            /** Sales Order */
            sales_order: string | null;
            /** Struck */
            struck: boolean;
            /** Unit */
            unit: string;
        };
        /** ShownForSubject */
        ShownForSubject: {
            /** Browser */
            browser: boolean;
            mail: components["schemas"]["Mail"];
            subject: components["schemas"]["Subject"];
            /** Title */
            title: string;
        };
        /** @enum {string} */
        Side: "in" | "out" | "count";
        /** SignIn */
        SignIn: {
            /**
             * Code
             * @description Of the second factor, from who has one.
             */
            code?: string | null;
            /**
             * Login
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            login: string;
            /**
             * Organization
             * @description The organization's short name.
             */
            organization: string;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * SplitLot
         * @description Make a part of a lot a lot of its own.
         */
        SplitLot: {
            /**
             * Into
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            into: string;
            /** Location */
            location?: string | null;
            /**
             * Lot
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            lot: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description An exact amount above 0: 2.5, or as text 1/3.
             */
            quantity: number | string;
            /**
             * Unit
             * @description Any unit of the material. Left out: the unit the lot is kept in.
             */
            unit?: string | null;
        };
        /**
         * StartBreak
         * @description Begin a break, on all jobs that run. Breaks are not paid.
         */
        StartBreak: {
            /**
             * Kind
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             * @default break
             */
            kind: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
        };
        /**
         * StartJob
         * @description Clock on to a job: of an order, or indirect. Several at once share the time; an order may have several operators.
         */
        StartJob: {
            /** @default production */
            activity: components["schemas"]["LaborActivity"];
            /**
             * Entry
             * @description The entry's own id. Left out: the command id.
             */
            entry?: string | null;
            /** Equipment */
            equipment?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Operation */
            operation?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
            /** Work Order */
            work_order?: string | null;
        };
        /**
         * StartJobWithOverride
         * @description Clock an operator on without a certificate that the operation needs, and say why.
         */
        StartJobWithOverride: {
            /** @default production */
            activity: components["schemas"]["LaborActivity"];
            /**
             * Entry
             * @description The entry's own id. Left out: the command id.
             */
            entry?: string | null;
            /** Equipment */
            equipment?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Operation */
            operation?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
            /** Override Reason */
            override_reason: string;
            /** Work Order */
            work_order?: string | null;
        };
        /**
         * StartWorkOrder
         * @description Begin work on a released order.
         */
        StartWorkOrder: {
            /**
             * Equipment
             * @description The machine that it is put on: one that breaks down pauses what runs on it.
             */
            equipment?: string | null;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * StationHere
         * @description The station that a device is.
         */
        StationHere: {
            /**
             * Equipment
             * @description The machines that it is for; empty: every machine of its plant.
             */
            equipment: string[];
            /**
             * Idle Minutes
             * @description So long somebody stays identified without touching the device.
             */
            idle_minutes: number;
            /** Paired At */
            paired_at: string | null;
            /** Plant */
            plant: string;
            /** Role */
            role: string;
            /** Station */
            station: string;
        };
        /**
         * StationShown
         * @description `paired_at` null: no device is it. `code_until`: a code waits for a device until then.
         */
        StationShown: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Closed At */
            closed_at: string | null;
            /** Code Until */
            code_until: string | null;
            /** Equipment */
            equipment: string[];
            /** Paired At */
            paired_at: string | null;
            /** Plant */
            plant: string;
            /** Role */
            role: string;
            /**
             * Seen At
             * @description When the device, or somebody at it, was there last.
             */
            seen_at: string | null;
            /** Station */
            station: string;
        };
        /**
         * Status
         * @enum {string}
         */
        Status: "planned" | "released" | "running" | "paused" | "on_hold" | "completed" | "closed" | "cancelled";
        /**
         * StillYou
         * @description The password; it may be left out by whoever signed in some minutes ago.
         */
        StillYou: {
            /** Password */
            password?: string | null;
        };
        /** StockDifference */
        StockDifference: {
            /** Material */
            material: string;
            /** Plant */
            plant: string;
            quantity: components["schemas"]["BeforeAfter"];
            value: components["schemas"]["BeforeAfter"];
        };
        /**
         * StockShown
         * @description What there is of a lot, in `unit`, shown by its `number`. Expired counts at the moment that is asked for; negative goes
         *     before held, held before expired. `reserved` is what of it is there for certain orders alone, `free` the rest; None as of a
         *     moment: reservations are about what is there now.
         */
        StockShown: {
            /** Attributes */
            attributes: {
                [key: string]: string;
            } | null;
            /** Expires At */
            expires_at: string | null;
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /** Free */
            free: string | null;
            /** Hold Reason */
            hold_reason: string | null;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Location */
            location: string | null;
            /** Lot */
            lot: string;
            /** Material */
            material: string;
            /** Number */
            number: string;
            /** On Hand */
            on_hand: string;
            /** Plant */
            plant: string;
            /** Produced On */
            produced_on: string | null;
            /** Reserved */
            reserved: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "available" | "held" | "expired" | "negative";
            /** Supplier */
            supplier: string | null;
            /** Supplier Lot */
            supplier_lot: string | null;
            /** Unit */
            unit: string;
            /** Version */
            version: number;
        };
        /**
         * StorageLocationShown
         * @description A storage location with how many lots lie there. One that is retired should have none.
         */
        StorageLocationShown: {
            /** Area */
            area: string | null;
            /** Location */
            location: string;
            /** Lots */
            lots: number;
            /** Plant */
            plant: string;
            /** Retired At */
            retired_at: string | null;
            /** Retired Reason */
            retired_reason: string | null;
        };
        /**
         * StreamMet
         * @description What stands in a stream that the command was held against: its last facts now, the newest first. `met_version` is
         *     where it stood when the command was refused, 0 when it did not exist.
         */
        StreamMet: {
            /** Facts */
            facts: components["schemas"]["FactMet"][];
            /** Met Version */
            met_version: number;
            /** Stream */
            stream: string;
        };
        /**
         * StreamPosition
         * @description A stream and the version that a command brought it to. `STREAM@VERSION` is what `?after=` takes.
         */
        StreamPosition: {
            /** Stream */
            stream: string;
            /** Version */
            version: number;
        };
        /**
         * StreamSetAside
         * @description A stream that a consumer of the feed has set aside from a version on. `unison parked --retry` tries it again.
         */
        StreamSetAside: {
            /** Attempts */
            attempts: number;
            /** Consumer */
            consumer: string;
            /** Error */
            error: string;
            /** From Version */
            from_version: number;
            /** Kind */
            kind: string | null;
            /**
             * Parked At
             * Format: date-time
             */
            parked_at: string;
            /** Stream */
            stream: string;
        };
        /**
         * StrikeLog
         * @description Say that what a production log told did not happen. It stays visible, struck through, with the reason.
         */
        StrikeLog: {
            /**
             * Log
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            log: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Why */
            why: string;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * StrikeStatement
         * @description Say that an interval was not, or that a state did not change: what the machine was in before went on.
         */
        StrikeStatement: {
            /**
             * Equipment
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            equipment: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Statement
             * @description The version of the fact that told it: 3 of equipment:M-1@3.
             */
            statement: number;
            /** Why */
            why: string;
        };
        /**
         * StrikeSubgroup
         * @description Take back a subgroup that was not measured so. It stays visible, struck through, with the reason; its name is free again.
         */
        StrikeSubgroup: {
            /**
             * Characteristic
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            characteristic: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Subgroup
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            subgroup: string;
            /** Why */
            why: string;
        };
        /**
         * StrikeTime
         * @description Say that what an entry told did not happen.
         */
        StrikeTime: {
            /**
             * Entry
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            entry: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /**
             * Operator
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            operator: string;
            /** Why */
            why: string;
        };
        /**
         * Struck
         * @description A form of a subgroup that was corrected since, or taken back (`struck`): shown struck through, with reason and author.
         *
         *     `number` is the place on the charts of what stands instead; null where nothing of it is there.
         */
        Struck: {
            /**
             * Corrected At
             * Format: date-time
             */
            corrected_at: string;
            /** Corrected By */
            corrected_by: string | null;
            /** Corrected Why */
            corrected_why: string | null;
            /** Feed Seq */
            feed_seq: number;
            /** Mean */
            mean: number;
            /**
             * Measured At
             * Format: date-time
             */
            measured_at: string;
            /** Number */
            number: number | null;
            /** Range */
            range: number;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Recorded By */
            recorded_by: string | null;
            /** Sd */
            sd: number | null;
            /** Struck */
            struck: boolean;
            /** Subgroup */
            subgroup: string;
            /** Values */
            values: number[];
            /** Version */
            version: number;
        };
        /**
         * Subject
         * @description The subjects, as `unison.notice_subjects` has them with the roles that each concerns.
         * @enum {string}
         */
        Subject: "reorder_point" | "certificate" | "late_order" | "pending_command" | "violation" | "dead_letter" | "parked_stream" | "webhook_off" | "verification" | "extension";
        /**
         * SuggestedLot
         * @description `quantity` is what this lot gives of what was asked for; `reserved` is what of it is there for the order that asks alone,
         *     `usable` what that order may take of it in all.
         */
        SuggestedLot: {
            /** Expires At */
            expires_at: string | null;
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /** Location */
            location: string | null;
            /** Lot */
            lot: string;
            /** Number */
            number: string;
            /** On Hand */
            on_hand: string;
            /** Quantity */
            quantity: string;
            /** Reserved */
            reserved: string;
            /** Unit */
            unit: string;
            /** Usable */
            usable: string;
        };
        /**
         * Suggestion
         * @description Lots in the order they should go, and what is `short` of the quantity when all of them are taken.
         */
        Suggestion: {
            /** Lots */
            lots: components["schemas"]["SuggestedLot"][];
            /** Material */
            material: string;
            /** Plant */
            plant: string;
            /** Quantity */
            quantity: string;
            /** Short */
            short: string;
        };
        /**
         * Term
         * @description One term of the balance with the facts behind it. The quantity of a count is the difference it found.
         */
        Term: {
            /** Kind */
            kind: string;
            /** Movements */
            movements: components["schemas"]["Moved"][];
            /** Quantity */
            quantity: string;
            side: components["schemas"]["Side"];
        };
        /**
         * TimelineEntry
         * @description A report, or an interval the machine told of itself, in one of its forms. Struck through where `stands` is false.
         *
         *     What the machine is in now `goes_on`: it has ended at the moment of the question, for the time being.
         */
        TimelineEntry: {
            /** By User */
            by_user: string | null;
            /**
             * Ended At
             * Format: date-time
             */
            ended_at: string;
            /** Feed Seq */
            feed_seq: number;
            /**
             * Goes On
             * @default false
             */
            goes_on: boolean;
            /** Good Pcs */
            good_pcs: number | null;
            /** Kind */
            kind: string;
            /** Log */
            log: string | null;
            /** Operation */
            operation: string | null;
            /** Operator */
            operator: string | null;
            /** Product */
            product: string | null;
            /** Reason */
            reason: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Rejected Pcs */
            rejected_pcs: number | null;
            /** Review Pcs */
            review_pcs: number | null;
            /** Rework Pcs */
            rework_pcs: number | null;
            /**
             * Source
             * @enum {string}
             */
            source: "report" | "interval";
            /** Stands */
            stands: boolean;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * Statement
             * @description Of an interval: the version of the fact that told it first; by this it is corrected, or struck.
             */
            statement: number | null;
            /**
             * Struck
             * @description This form says that it was not so, and `why`.
             */
            struck: boolean;
            /**
             * Superseded Seq
             * @description The feed number of the form that took its place.
             */
            superseded_seq: number | null;
            /** Version */
            version: number;
            /**
             * Why
             * @description Why this form corrected the one before.
             */
            why: string | null;
            /** Work Order */
            work_order: string | null;
        };
        /**
         * Token
         * @description RFC 6749, 5.1. `scope` has the permissions of the token, with blanks between them.
         */
        Token: {
            /** Access Token */
            access_token: string;
            /**
             * Expires In
             * @description Seconds.
             */
            expires_in: number;
            /** Scope */
            scope: string;
            /**
             * Token Type
             * @default Bearer
             */
            token_type: string;
        };
        /**
         * TokenError
         * @description RFC 6749, 5.2.
         */
        TokenError: {
            /**
             * Error
             * @example invalid_client
             * @example invalid_request
             * @example invalid_scope
             * @example unsupported_grant_type
             */
            error: string;
            /** Error Description */
            error_description: string;
        };
        /**
         * Tokens
         * @description `access_token` goes with each request; `refresh_token` gets the next pair, once: where it is null, a cookie has it.
         */
        Tokens: {
            /** Access Token */
            access_token: string;
            /**
             * Account Id
             * Format: uuid
             * @description Who has signed in.
             */
            account_id: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Refresh Expires At
             * Format: date-time
             */
            refresh_expires_at: string;
            /** Refresh Token */
            refresh_token: string | null;
            /**
             * Token Type
             * @default Bearer
             */
            token_type: string;
        };
        /**
         * ToReorder
         * @description A material of which less may be used by anybody than its reorder point, both in its base unit; no unit when there is none
         *     of it.
         */
        ToReorder: {
            /** Available */
            available: string;
            /** Material */
            material: string;
            /** Missing */
            missing: string;
            /** Plant */
            plant: string;
            /** Reorder Point */
            reorder_point: string;
            /** Unit */
            unit: string | null;
        };
        /**
         * Trace
         * @description Where a lot went, came from, or both. The lot itself is not among `lots`; one that is found both ways is there
         *     twice. `number` is what stands on its label; that of each lot in `edges` stands in `lots`. `edges_complete` is false when there
         *     are more edges than are told.
         */
        Trace: {
            direction: components["schemas"]["Direction"];
            /** Edges */
            edges: components["schemas"]["Edge"][];
            /** Edges Complete */
            edges_complete: boolean;
            /** Lot */
            lot: string;
            /** Lots */
            lots: components["schemas"]["Traced"][];
            /** Number */
            number: string;
        };
        /**
         * Traced
         * @description A lot that was reached. `depth` is the least number of steps from lot to lot; `quantity` is all that ever came in,
         *     `on_hand` what is left; all quantities in `unit`. `stated`: it is reached by what was said to go into a lot, by splits and
         *     merges alone; else it is possible, by an order that had the lot in hand.
         */
        Traced: {
            /** Depth */
            depth: number;
            /**
             * Direction
             * @enum {string}
             */
            direction: "forward" | "backward";
            /** Location */
            location: string | null;
            /** Lot */
            lot: string;
            /** Material */
            material: string;
            /** Number */
            number: string;
            /** On Hand */
            on_hand: string;
            /** Origin */
            origin: string;
            /** Plant */
            plant: string;
            /** Quantity */
            quantity: string;
            /** Scrapped */
            scrapped: string;
            /** Shipped */
            shipped: string;
            /** Stated */
            stated: boolean;
            /**
             * Status
             * @enum {string}
             */
            status: "available" | "on_hold";
            /** Supplier */
            supplier: string | null;
            /** Supplier Lot */
            supplier_lot: string | null;
            /** Unit */
            unit: string;
        };
        /**
         * Tracking
         * @description How pieces of a material are told apart: not at all, by lot, or each by its serial number.
         * @enum {string}
         */
        Tracking: "none" | "lot" | "serial";
        /** Typed */
        Typed: {
            /**
             * Code
             * @description Six digits of the authenticator, or a recovery code.
             * @example 123456
             */
            code: string;
        };
        /**
         * UnblockCustomer
         * @description Sell and send to a blocked customer again.
         */
        UnblockCustomer: {
            /**
             * Customer
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            customer: string;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
        };
        /**
         * Undo
         * @description Take back the last entry of an order, within a minute and by who made it.
         */
        Undo: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Why */
            why?: string | null;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * UnholdWorkOrder
         * @description Take an order off hold: it goes on from where it was.
         */
        UnholdWorkOrder: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * UnpairStation
         * @description Let the device be the station no more: what it holds is void at once, also for whoever has identified at it.
         */
        UnpairStation: {
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Station
             * @description The station's name, as people call the device.
             */
            station: string;
        };
        /**
         * UseComponentList
         * @description Have an order made by another version of its product's component list from here on.
         */
        UseComponentList: {
            /**
             * Component List
             * @description The version of the list: 1, 2, 3 ...
             */
            component_list: number;
            /**
             * Occurred At
             * @description When it happened, with time zone. Left out: now, by the server's clock.
             */
            occurred_at?: string | null;
            /** Reason */
            reason: string;
            /**
             * Work Order
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            work_order: string;
        };
        /**
         * UseOfComponent
         * @description A product whose list names the component: `quantity` `unit` of it for `batch_quantity` `base_unit` of the product.
         */
        UseOfComponent: {
            /** Base Unit */
            base_unit: string;
            /** Batch Quantity */
            batch_quantity: string;
            /** Exact */
            exact: string | null;
            /** Name */
            name: string | null;
            /** Product */
            product: string;
            /** Quantity */
            quantity: string;
            /** Retired */
            retired: boolean;
            /** Scrap Percent */
            scrap_percent: string;
            /** Unit */
            unit: string;
        };
        /** Valuation */
        Valuation: {
            /** Currency */
            currency: string;
            /** Stocks */
            stocks: components["schemas"]["Valued"][];
            /** Total */
            total: string;
        };
        /**
         * Valued
         * @description What a stock holds and is worth. `unit_cost` is null when nothing is there. `last_fact` is the latest that counts.
         */
        Valued: {
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Last Fact */
            last_fact: string;
            /** Material */
            material: string;
            /** Method */
            method: string;
            /** Plant */
            plant: string;
            /** Quantity */
            quantity: string;
            /** Unit Cost */
            unit_cost: string | null;
            /** Value */
            value: string;
        };
        /**
         * Verification
         * @description What the last verification found. `holds` is null before the first one has ended.
         */
        Verification: {
            /**
             * Checked
             * @description So many facts were read.
             */
            checked: number | null;
            /** Ended At */
            ended_at: string | null;
            /**
             * Fault
             * @description What is wrong with it.
             */
            fault: string | null;
            /**
             * Fault Seq
             * @description The first number that does not hold.
             */
            fault_seq: number | null;
            head: components["schemas"]["Head"] | null;
            /** Holds */
            holds: boolean | null;
            /** Running */
            running: boolean;
        };
        /**
         * Violation
         * @description A run rule whose pattern this point completes: Nelson 1 to 8 or Western Electric 1 to 4.
         */
        Violation: {
            /** Rule */
            rule: number;
            rule_set: components["schemas"]["RuleSet"];
        };
        /**
         * ViolationResponse
         * @description What a violation does to the lot that was measured.
         * @enum {string}
         */
        ViolationResponse: "nothing" | "hold_out_of_specification" | "hold_any_violation";
        /**
         * Wanted
         * @description Which address is told what.
         */
        Wanted: {
            /**
             * @description `binary` and `structured`: one fact in a request; `batch`: up to a hundred.
             * @default structured
             */
            form: components["schemas"]["Form"];
            /**
             * Name
             * @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters.
             */
            name: string;
            /**
             * Plants
             * @description Facts of these plants; empty means all facts.
             * @default []
             */
            plants: string[];
            /**
             * Types
             * @description Types of facts, such as lots.LotHeld; see /webhooks/types.
             */
            types: string[];
            /**
             * Url
             * @description Where to, by https.
             */
            url: string;
        };
        /**
         * Warned
         * @description What is implausible about a command, or looks doubled; it was carried out all the same.
         */
        Warned: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Facts */
            facts: {
                [key: string]: string;
            };
        };
        /**
         * WarningShown
         * @description A warning, and whether a command that is warned of so is carried out. Names are null for a person who was erased.
         */
        WarningShown: {
            /**
             * Meaning
             * @description Words in braces are the facts of the case.
             */
            meaning: string;
            policy: components["schemas"]["Policy"];
            /** Set At */
            set_at?: string | null;
            /** Set By */
            set_by?: string | null;
            /** Set By Name */
            set_by_name?: string | null;
            /**
             * Warning
             * @description Its code.
             */
            warning: string;
        };
        /**
         * WebhookShown
         * @description A webhook and how it does. `permitted_at` null: its receiver has not agreed yet, and nothing was sent. `off_at` null: it is
         *     on. `replay_next` to `replay_until`: the numbers that are still to be told again.
         */
        WebhookShown: {
            /**
             * Accepted At
             * @description When the last one was accepted.
             */
            accepted_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
            /** Failing Since */
            failing_since: string | null;
            form: components["schemas"]["Form"];
            /** Last Error */
            last_error: string | null;
            /** Name */
            name: string;
            /**
             * Next At
             * @description Before then its receiver is left alone.
             */
            next_at: string | null;
            /** Off At */
            off_at: string | null;
            /** Off Reason */
            off_reason: string | null;
            /**
             * Old Secret Until
             * @description Until then the secret before signs too.
             */
            old_secret_until: string | null;
            /**
             * Oldest At
             * @description Since when the oldest of them waits.
             */
            oldest_at: string | null;
            /** Permitted At */
            permitted_at: string | null;
            /**
             * Permitted Per Minute
             * @description Requests a minute that its receiver allows; null: any number.
             */
            permitted_per_minute: number | null;
            /** Plants */
            plants: string[];
            /** Replay Next */
            replay_next: number | null;
            /** Replay Until */
            replay_until: number | null;
            /** Types */
            types: string[];
            /** Url */
            url: string;
            /**
             * Waiting
             * @description Facts not accepted yet.
             */
            waiting: number;
            /**
             * Webhook Id
             * Format: uuid
             */
            webhook_id: string;
        };
        /**
         * Yield
         * @description `ratio` is produced / consumed; null where nothing was consumed in that unit.
         */
        Yield: {
            /** Consumed */
            consumed: string;
            /** Produced */
            produced: string;
            /** Ratio */
            ratio: string | null;
            /** Unit */
            unit: string;
        };
        /**
         * Zone
         * @description A line so many standard errors from the centre, -3 to 3.
         */
        Zone: {
            /** Sigmas */
            sigmas: number;
            /** Value */
            value: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    describe_authorization__well_known_oauth_authorization_server_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analyse_oee_api_v1_analytics_oee_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description One or several groups. */
                by?: components["schemas"]["projections__oee__api__answers__By"][];
                limit?: number;
                plant?: string | null;
                /** @description First shift day. */
                since?: string | null;
                /** @description Last shift day, included. */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsOee"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analyse_scrap_api_v1_analytics_scrap_pareto_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                by?: "reason" | "equipment" | "product" | "operation";
                /** @description Reports that ended at or after this. */
                since?: string | null;
                /** @description Reports that ended before this. */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScrapPareto"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sessions_of_api_v1_auth_accounts__account_id__sessions_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_session_of_api_v1_auth_accounts__account_id__sessions__session_id__end_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_all_sessions_of_api_v1_auth_accounts__account_id__sessions_end_all_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_email_api_v1_auth_change_email_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeEmail"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_password_api_v1_auth_change_password_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_keys_api_v1_auth_keys_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me_api_v1_auth_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_api_v1_auth_oidc_begin_get: {
        parameters: {
            query: {
                /** @description The organization's short name. */
                organization: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    come_back_api_v1_auth_oidc_callback_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_provider_api_v1_auth_provider_get: {
        parameters: {
            query: {
                /** @description The organization's short name. */
                organization: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh_api_v1_auth_refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshToken"] | null;
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_second_factor_api_v1_auth_second_factor_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_second_factor_api_v1_auth_second_factor_begin_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnPassword"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_second_factor_api_v1_auth_second_factor_confirm_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Typed"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renew_recovery_codes_api_v1_auth_second_factor_recovery_codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Typed"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_second_factor_api_v1_auth_second_factor_remove_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Removal"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sessions_api_v1_auth_sessions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_session_api_v1_auth_sessions__session_id__end_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StillYou"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_other_sessions_api_v1_auth_sessions_end_others_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StillYou"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in_api_v1_auth_sign_in_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out_api_v1_auth_sign_out_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshToken"] | null;
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_api_v1_books_close_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseBooks"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_api_v1_books_open_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenBooks"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_causes_api_v1_causes_get: {
        parameters: {
            query: {
                limit?: number;
                stream: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Caused"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    send_batch_api_v1_commands_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchOfCommands"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResult"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_movement_api_v1_corrections_correct_movement_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectMovement"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_cost_to_receipt_api_v1_costing_add_cost_to_receipt_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddCostToReceipt"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    charge_order_api_v1_costing_charge_order_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChargeOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_layers_api_v1_costing_layers_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                material: string;
                /** @description Left out: the only plant there is, or that you may see. */
                plant?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayerShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_lot_api_v1_costing_lot_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                lot: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotCost"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_movements_api_v1_costing_movements_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                material: string;
                /** @description Left out: the only plant there is, or that you may see. */
                plant?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementCosted"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_order_api_v1_costing_order_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                work_order: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountInFull"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_preview_api_v1_costing_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamedCommand"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revalue_stock_api_v1_costing_revalue_stock_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevalueStock"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_currency_api_v1_costing_set_currency_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetCurrency"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_equipment_rate_api_v1_costing_set_equipment_rate_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetEquipmentRate"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_method_api_v1_costing_set_method_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetCostingMethod"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_valuation_api_v1_costing_valuation_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description Business time, with its zone. Left out: all that was told. */
                as_of?: string | null;
                limit?: number;
                material?: string | null;
                plant?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Valuation"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_in_process_api_v1_costing_wip_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description Business time, with its zone. Left out: all that was told. */
                as_of?: string | null;
                limit?: number;
                plant?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InProcess"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_customers_api_v1_customers_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                blocked?: boolean | null;
                limit?: number;
                offset?: number;
                search?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    block_api_v1_customers_block_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlockCustomer"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_api_v1_customers_change_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCustomer"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_api_v1_customers_register_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterCustomer"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unblock_api_v1_customers_unblock_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnblockCustomer"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_state_api_v1_equipment_change_state_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeState"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_api_v1_equipment_correct_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectStatement"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_interval_api_v1_equipment_record_interval_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordInterval"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_api_v1_equipment_register_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterEquipment"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_ideal_cycle_time_api_v1_equipment_set_ideal_cycle_time_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetIdealCycleTime"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    strike_api_v1_equipment_strike_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StrikeStatement"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_exports_api_v1_exports_get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_export_api_v1_exports_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExport"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_export_api_v1_exports__export_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_export_api_v1_exports__export_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fetch_file_api_v1_exports__export_id__file_get: {
        parameters: {
            query: {
                /** @description As the link has it. */
                key: string;
            };
            header?: never;
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_feed_api_v1_feed_get: {
        parameters: {
            query?: {
                /** @description Facts after this cursor; 0 begins at the first. */
                after?: components["schemas"]["Position"];
                /** @description How many facts at most. */
                limit?: number;
                /** @description A stream, such as work_orders:WO-1. Repeat for more. */
                subject?: string[] | null;
                /** @description Streams whose name begins so, such as `lots:`. */
                subject_prefix?: string;
                /** @description A topic, such as work_orders.WorkOrderReleased. Repeat for more. */
                type?: string[] | null;
                /** @description How many seconds to wait for a fact, at the end of the feed. */
                wait_s?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Facts in the order of the feed */
            200: {
                headers: {
                    /** @description The cursor of the latest fact */
                    "Unison-Feed-End"?: string;
                    /** @description The `after` of the next call */
                    "Unison-Feed-Next"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/cloudevents-batch+json": {
                        /** Causationid */
                        causationid?: string;
                        /** Commandid */
                        commandid?: string;
                        /** Correlationid */
                        correlationid?: string;
                        /** Data */
                        data?: {
                            [key: string]: unknown;
                        };
                        /** Datacontenttype */
                        datacontenttype?: string;
                        /** Dataschema */
                        dataschema?: string;
                        /** Device */
                        device?: string;
                        /** Deviceseq */
                        deviceseq?: string;
                        /** Feedhash */
                        feedhash?: string;
                        /** Feedseq */
                        feedseq?: string;
                        /** Id */
                        id?: string;
                        /** Plant */
                        plant?: string;
                        /** Recordedat */
                        recordedat?: string;
                        /** Schemaversion */
                        schemaversion?: number;
                        /** Source */
                        source?: string;
                        /** Specversion */
                        specversion?: string;
                        /** Streamversion */
                        streamversion?: number;
                        /** Subject */
                        subject?: string;
                        /** Time */
                        time?: string;
                        /** Type */
                        type?: string;
                        /** User */
                        user?: string;
                    }[];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_first_run_api_v1_first_run_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Beginning"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_api_v1_first_run_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrganization"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Begun"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_balance_of_material_api_v1_genealogy_balance_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description As it had happened by this moment, with time zone. Left out: all of it. */
                as_of?: string | null;
                /** @description As it was known at this number of the feed, or at this cursor. Left out: now. */
                as_of_feed?: components["schemas"]["Position"] | null;
                /** @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters. */
                material: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceOfMaterial"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lot_api_v1_genealogy_lot_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                lot: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotInFull"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lots_api_v1_genealogy_lots_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                material?: string | null;
                /** @description What its number, or the supplier's, begins or ends with. */
                search?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lot"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_trace_api_v1_genealogy_trace_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description As it had happened by this moment, with time zone. Left out: all of it. */
                as_of?: string | null;
                /** @description As it was known at this number of the feed, or at this cursor. Left out: now. */
                as_of_feed?: components["schemas"]["Position"] | null;
                /** @description Steps from lot to lot; left out: all. */
                depth?: number | null;
                direction?: components["schemas"]["Direction"];
                lot: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trace"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_books_api_v1_house_rules_books_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BooksShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_settings_api_v1_house_rules_settings_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_warnings_api_v1_house_rules_warnings_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WarningShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_file_api_v1_imports__kind__post: {
        parameters: {
            query?: {
                /** @description Only look: nothing is sent. */
                check?: boolean;
                /** @description The decimal sign, where the file does not tell. */
                decimal?: ("comma" | "point") | null;
                /** @description What the file is called. */
                file?: string;
            };
            header?: never;
            path: {
                kind: "equipment" | "materials";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportTold"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_storage_location_api_v1_inventory_register_storage_location_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterStorageLocation"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retire_storage_location_api_v1_inventory_retire_storage_location_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetireStorageLocation"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_negative_stock_api_v1_inventory_set_negative_stock_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetNegativeStock"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_jobs_api_v1_jobs_get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Jobs"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drop_job_api_v1_jobs__job__drop_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_job_api_v1_jobs__job__retry_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneAgain"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_certificates_api_v1_labor_certificates_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                expiring_within_days?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_operator_api_v1_labor_change_operator_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeOperator"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_time_api_v1_labor_correct_time_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectTime"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_break_api_v1_labor_end_break_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndBreak"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_job_api_v1_labor_end_job_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndJob"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_entries_api_v1_labor_entries_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                offset?: number;
                operator?: string | null;
                work_order?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    grant_certificate_api_v1_labor_grant_certificate_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantCertificate"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_hours_api_v1_labor_hours_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description Repeat for more than one. Default: order. */
                by?: components["schemas"]["projections__labor_hours__api__answers__By"][] | null;
                limit?: number;
                operator?: string | null;
                since?: string | null;
                until?: string | null;
                work_order?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hours"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_operators_api_v1_labor_operators_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_time_api_v1_labor_record_time_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordTime"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_operator_api_v1_labor_register_operator_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterOperator"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retire_operator_api_v1_labor_retire_operator_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetireOperator"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_certificate_api_v1_labor_revoke_certificate_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeCertificate"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_running_api_v1_labor_running_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_rate_api_v1_labor_set_rate_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetRate"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_break_api_v1_labor_start_break_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBreak"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_job_api_v1_labor_start_job_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartJob"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_job_with_override_api_v1_labor_start_job_with_override_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartJobWithOverride"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    strike_time_api_v1_labor_strike_time_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StrikeTime"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_balance_api_v1_lots__lot__balance_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description As it had happened by this moment, with time zone. Left out: all of it. */
                as_of?: string | null;
                /** @description As it was known at this number of the feed, or at this cursor. Left out: now. */
                as_of_feed?: components["schemas"]["Position"] | null;
            };
            header?: never;
            path: {
                /** @description The lot's number, or MATERIAL/NUMBER. A slash is written as it is. */
                lot: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_recall_api_v1_lots__lot__recall_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description As it had happened by this moment, with time zone. Left out: all of it. */
                as_of?: string | null;
                /** @description As it was known at this number of the feed, or at this cursor. Left out: now. */
                as_of_feed?: components["schemas"]["Position"] | null;
                /** @description `lot`: what came of the lot. `sources`: what came of all it was made from. */
                begin?: components["schemas"]["Begin"];
            };
            header?: never;
            path: {
                /** @description The lot's number, or MATERIAL/NUMBER. A slash is written as it is. */
                lot: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recall"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_report_as_csv_api_v1_lots__lot__trace_csv_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description As it had happened by this moment, with time zone. Left out: all of it. */
                as_of?: string | null;
                /** @description As it was known at this number of the feed, or at this cursor. Left out: now. */
                as_of_feed?: components["schemas"]["Position"] | null;
            };
            header?: never;
            path: {
                /** @description The lot's number, or MATERIAL/NUMBER. A slash is written as it is. */
                lot: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_report_as_pdf_api_v1_lots__lot__trace_pdf_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description As it had happened by this moment, with time zone. Left out: all of it. */
                as_of?: string | null;
                /** @description As it was known at this number of the feed, or at this cursor. Left out: now. */
                as_of_feed?: components["schemas"]["Position"] | null;
            };
            header?: never;
            path: {
                /** @description The lot's number, or MATERIAL/NUMBER. A slash is written as it is. */
                lot: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adjust_api_v1_lots_adjust_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_lot_api_v1_lots_correct_lot_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hold_api_v1_lots_hold_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    merge_api_v1_lots_merge_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeLots"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    move_api_v1_lots_move_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receive_api_v1_lots_receive_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiveLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_api_v1_lots_release_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    return_from_customer_api_v1_lots_return_from_customer_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnFromCustomer"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    return_to_supplier_api_v1_lots_return_to_supplier_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnToSupplier"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    scrap_api_v1_lots_scrap_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScrapLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ship_api_v1_lots_ship_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShipLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    split_api_v1_lots_split_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SplitLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_machine_accounts_api_v1_machine_accounts_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachineAccountShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_key_api_v1_machine_accounts_add_key_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKeyOf"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMade"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_api_v1_machine_accounts_change_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMachineAccount"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_api_v1_machine_accounts_create_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMachineAccount"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disable_api_v1_machine_accounts_disable_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisableMachineAccount"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enable_api_v1_machine_accounts_enable_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnableMachineAccount"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_permissions_api_v1_machine_accounts_permissions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_key_api_v1_machine_accounts_revoke_key_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeKey"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_materials_api_v1_materials_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                offset?: number;
                retired?: boolean | null;
                search?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaterialShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_api_v1_materials_change_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMaterial"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_material_api_v1_materials_material_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                material: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaterialShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_api_v1_materials_register_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterMaterial"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reinstate_api_v1_materials_reinstate_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReinstateMaterial"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retire_api_v1_materials_retire_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetireMaterial"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_components_api_v1_materials_set_components_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetComponents"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_lot_numbering_api_v1_materials_set_lot_numbering_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetLotNumbering"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_reorder_point_api_v1_materials_set_reorder_point_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetReorderPoint"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_where_used_api_v1_materials_where_used_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                material: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UseOfComponent"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_notices_api_v1_notices_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Only those that stand and that you have not read. */
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticesShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dismiss_api_v1_notices__notice_id__dismiss_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_api_v1_notices__notice_id__end_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_api_v1_notices__notice_id__read_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_choice_api_v1_notices_choice_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChoiceShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    choose_api_v1_notices_choice_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Choice"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_all_api_v1_notices_read_all_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    token_api_v1_oauth_token_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    client_id?: string;
                    client_secret?: string;
                    /** @constant */
                    grant_type: "client_credentials";
                    scope?: string;
                };
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenError"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenError"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_oee_api_v1_oee_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description One or several groups. */
                by?: components["schemas"]["projections__oee__api__answers__By"][];
                equipment?: string | null;
                limit?: number;
                plant?: string | null;
                /** @description First shift day. */
                since?: string | null;
                /** @description Last shift day, included. */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OeeAnswer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_equipment_api_v1_oee_equipment_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                equipment: string;
                limit?: number;
                /** @description First shift day. */
                since?: string | null;
                /** @description Last shift day, included. */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EquipmentTimeline"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rename_api_v1_organization_rename_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameOrganization"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_languages_api_v1_organization_set_languages_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetLanguages"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_number_rule_api_v1_organization_set_number_rule_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetNumberRule"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_parked_api_v1_parked_streams_get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamSetAside"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_pending_commands_api_v1_pending_commands_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                offset?: number;
                status?: components["schemas"]["PendingCommandStatus"][] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingCommand"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_pending_command_api_v1_pending_commands__pending_command__get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
            };
            header?: never;
            path: {
                pending_command: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingCommandInFull"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    carry_out_api_v1_pending_commands_carry_out_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CarryOut"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_pending_commands_api_v1_pending_commands_count_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenPendingCommands"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dismiss_api_v1_pending_commands_dismiss_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Dismiss"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_names_api_v1_people_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Named"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_people_api_v1_people_accounts_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_api_v1_people_add_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddPerson"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assign_api_v1_people_assign_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignPerson"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_api_v1_people_change_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePerson"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disable_api_v1_people_disable_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisablePerson"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enable_api_v1_people_enable_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnablePerson"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    erase_api_v1_people_erase_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasePerson"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    one_time_password_api_v1_people_one_time_password_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTimePassword"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_permissions_api_v1_people_permissions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_roles_api_v1_people_roles_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    roles_change_api_v1_people_roles_change_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRole"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    roles_define_api_v1_people_roles_define_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefineRole"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    roles_retire_api_v1_people_roles_retire_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetireRole"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_plants_api_v1_plants_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlantShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_api_v1_plants_change_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePlant"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_api_v1_plants_open_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenPlant"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_policy_api_v1_plausibility_set_policy_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPolicy"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_subgroup_api_v1_quality_correct_subgroup_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectSubgroup"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    define_characteristic_api_v1_quality_define_characteristic_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefineCharacteristic"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    judge_subgroup_api_v1_quality_judge_subgroup_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JudgeSubgroup"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_subgroup_api_v1_quality_record_subgroup_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordSubgroup"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_control_limits_api_v1_quality_set_control_limits_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetControlLimits"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_limits_basis_api_v1_quality_set_limits_basis_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetLimitsBasis"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_violation_response_api_v1_quality_set_violation_response_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetViolationResponse"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    strike_subgroup_api_v1_quality_strike_subgroup_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StrikeSubgroup"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_reactions_api_v1_reactions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReactionShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_refusals_api_v1_reactions_refusals_get: {
        parameters: {
            query?: {
                limit?: number;
                reaction?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusedCommand"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sales_orders_api_v1_sales_orders_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description What is due before this day and open now counts as late. Left out: today at the plant. */
                as_of?: string | null;
                customer?: string | null;
                late?: boolean;
                limit?: number;
                offset?: number;
                status?: components["schemas"]["SalesOrderStatus"][] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesOrder"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_line_api_v1_sales_orders_add_line_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddLine"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_api_v1_sales_orders_cancel_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_line_api_v1_sales_orders_cancel_line_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelLine"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_line_api_v1_sales_orders_change_line_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeLine"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_api_v1_sales_orders_close_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_api_v1_sales_orders_create_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deliver_api_v1_sales_orders_deliver_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Deliver"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_late_lines_api_v1_sales_orders_late_lines_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description What is due before this day and open now counts as late. Left out: today at the plant. */
                as_of?: string | null;
                customer?: string | null;
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LateLine"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_sales_order_api_v1_sales_orders_order_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description What is due before this day and open now counts as late. Left out: today at the plant. */
                as_of?: string | null;
                sales_order: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesOrderInFull"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_delivery_api_v1_sales_orders_record_delivery_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordDelivery"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    return_goods_api_v1_sales_orders_return_goods_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnGoods"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_schedules_api_v1_schedules_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_schema_api_v1_schemas__topic___version__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                topic: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": Record<string, never>;
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_security_log_api_v1_security_log_get: {
        parameters: {
            query?: {
                /** @description Only what this account did, or what was done to it. */
                account?: string | null;
                /** @description Only numbers below this one. */
                before?: number | null;
                /** @description Only what is of this kind. */
                kind?: components["schemas"]["Kind"] | null;
                limit?: number;
                /** @description Only from then on. */
                since?: string | null;
                /** @description Only before then. */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityEntry"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_characteristics_api_v1_spc_characteristics_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                offset?: number;
                product?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CharacteristicState"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_chart_api_v1_spc_chart_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                characteristic: string;
                /** @description Only so many of the latest subgroups. */
                last?: number | null;
                rules?: components["schemas"]["RuleSet"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChartAnswer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_stations_api_v1_stations_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_api_v1_stations_change_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeStation"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_api_v1_stations_close_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseStation"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_station_here_api_v1_stations_here_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationHere"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identify_api_v1_stations_identify_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Identify"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentifiedHere"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leave_api_v1_stations_leave_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    offer_pairing_api_v1_stations_offer_pairing_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferPairing"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingOffered"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_api_v1_stations_open_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenStation"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_own_pin_api_v1_stations_own_pin_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnIdentification"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_own_pin_api_v1_stations_own_pin_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnPin"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pair_api_v1_stations_pair_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairDevice"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceToken"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_people_of_station_api_v1_stations_people_get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAtStation"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_badge_api_v1_stations_remove_badge_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveBadge"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_pin_api_v1_stations_remove_pin_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemovePin"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renew_device_api_v1_stations_renew_device_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceToken"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renew_person_api_v1_stations_renew_person_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentifiedHere"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_badge_api_v1_stations_set_badge_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetBadge"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_pin_api_v1_stations_set_pin_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPin"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unpair_api_v1_stations_unpair_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnpairStation"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_stock_api_v1_stock_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description What there was at this moment, by when things happened, as far as is known today. Left out: now. */
                as_of?: string | null;
                limit?: number;
                location?: string | null;
                lot?: string | null;
                material?: string | null;
                offset?: number;
                plant?: string | null;
                stock_status?: ("available" | "held" | "expired" | "negative")[] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_materials_in_stock_api_v1_stock_materials_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                material?: string | null;
                offset?: number;
                plant?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaterialInStock"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_movements_api_v1_stock_movements_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                corrected?: boolean;
                limit?: number;
                lot?: string | null;
                material?: string | null;
                offset?: number;
                plant?: string | null;
                /** @description With time zone. */
                since?: string | null;
                /** @description With time zone. */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_to_reorder_api_v1_stock_reorder_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                offset?: number;
                plant?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToReorder"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_reservations_api_v1_stock_reservations_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                lot?: string | null;
                material?: string | null;
                offset?: number;
                plant?: string | null;
                work_order?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservationShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_storage_locations_api_v1_stock_storage_locations_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                offset?: number;
                plant?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorageLocationShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suggest_api_v1_stock_suggestion_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                material: string;
                /** @description Left out: the only plant there is, or that you may see. */
                plant?: string | null;
                quantity: number | string;
                /** @description For which it is. Left out: for none. */
                work_order?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suggestion"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_verification_api_v1_verify_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_verification_api_v1_verify_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_signed_heads_api_v1_verify_heads_get: {
        parameters: {
            query?: {
                /** @description Only heads before this number. */
                before?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Head"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prove_lot_api_v1_verify_proof_get: {
        parameters: {
            query: {
                /** @description Only facts behind this number of the feed. */
                after?: number;
                /** @description The lot, by its number or as MATERIAL/NUMBER. */
                lot: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_webhooks_api_v1_webhooks_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_webhook_api_v1_webhooks_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_webhook_api_v1_webhooks__webhook_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_webhook_api_v1_webhooks__webhook_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Wanted"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_webhook_api_v1_webhooks__webhook_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_deliveries_api_v1_webhooks__webhook_id__deliveries_get: {
        parameters: {
            query?: {
                /** @description Only numbers below this one. */
                before?: number | null;
                limit?: number;
                /** @description Only these. */
                state?: ("waiting" | "accepted" | "dropped") | null;
            };
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drop_delivery_api_v1_webhooks__webhook_id__deliveries__number__drop_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    agree_api_v1_webhooks__webhook_id__permission_get: {
        parameters: {
            query: {
                /** @description The key that the receiver was told. */
                key: string;
            };
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    agree_to_a_rate_api_v1_webhooks__webhook_id__permission_post: {
        parameters: {
            query: {
                /** @description The key that the receiver was told. */
                key: string;
            };
            header?: {
                "WebHook-Allowed-Rate"?: string | null;
            };
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replay_api_v1_webhooks__webhook_id__replay_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Replay"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotate_secret_api_v1_webhooks__webhook_id__rotate_secret_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rotation"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    switch_off_api_v1_webhooks__webhook_id__switch_off_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    switch_on_api_v1_webhooks__webhook_id__switch_on_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Missed"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookShown"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    try_it_api_v1_webhooks__webhook_id__try_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_types_api_v1_webhooks_types_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_orders_api_v1_work_orders_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                limit?: number;
                offset?: number;
                product?: string | null;
                status?: components["schemas"]["Status"][] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_balance_of_order_api_v1_work_orders__work_order__balance_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                /** @description As it had happened by this moment, with time zone. Left out: all of it. */
                as_of?: string | null;
                /** @description As it was known at this number of the feed, or at this cursor. Left out: now. */
                as_of_feed?: components["schemas"]["Position"] | null;
            };
            header?: never;
            path: {
                /** @description A name that people use: an order, lot or equipment number. 1 to 120 printable characters. */
                work_order: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceOfOrder"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    backflush_api_v1_work_orders_backflush_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Backflush"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_api_v1_work_orders_cancel_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_api_v1_work_orders_close_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    complete_api_v1_work_orders_complete_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    consume_lot_api_v1_work_orders_consume_lot_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsumeLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_log_api_v1_work_orders_correct_log_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectLog"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_api_v1_work_orders_create_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    define_scrap_reason_api_v1_work_orders_define_scrap_reason_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefineScrapReason"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hold_api_v1_work_orders_hold_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_production_api_v1_work_orders_log_production_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogProduction"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_order_api_v1_work_orders_order_get: {
        parameters: {
            query: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
                work_order: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderInFull"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pause_api_v1_work_orders_pause_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_output_lot_api_v1_work_orders_record_output_lot_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordOutputLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_api_v1_work_orders_release_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_reservation_api_v1_work_orders_release_reservation_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseReservation"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopen_api_v1_work_orders_reopen_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reschedule_api_v1_work_orders_reschedule_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RescheduleWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reserve_lot_api_v1_work_orders_reserve_lot_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReserveLot"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resume_api_v1_work_orders_resume_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResumeWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retire_scrap_reason_api_v1_work_orders_retire_scrap_reason_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetireScrapReason"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    return_material_api_v1_work_orders_return_material_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnMaterial"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_scrap_reasons_api_v1_work_orders_scrap_reasons_get: {
        parameters: {
            query?: {
                /** @description STREAM@VERSION of a command's answer: wait until this view has it, 2 s at most. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScrapReasonShown"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_api_v1_work_orders_start_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    strike_log_api_v1_work_orders_strike_log_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StrikeLog"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo_api_v1_work_orders_undo_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Undo"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unhold_api_v1_work_orders_unhold_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnholdWorkOrder"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    use_component_list_api_v1_work_orders_use_component_list_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The command's id: a UUIDv7 made by the client. The same id is carried out once. */
                "idempotency-key": string;
                "X-Device"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UseComponentList"];
            };
        };
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_problems_problems_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meaning"][];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explain_problem_problems__code__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457): what was not so, which field, and the way out. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meaning"];
                };
            };
            /** @description A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this address does not know or that is repeated and has one value, with those it knows. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
