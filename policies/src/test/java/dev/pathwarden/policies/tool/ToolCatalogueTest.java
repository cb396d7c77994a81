package dev.pathwarden.policies.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolCatalogueTest {

    private final ToolCatalogue catalogue = new ToolCatalogue(List.of(new ToolEntry("notify", Set.of(ToolEffect.CHANGES), Map.of("who", ArgumentRole.TARGET), Set.of("untrusted"))));

    @ParameterizedTest
    @CsvSource({"send_money,sends", "sendMoney,sends", "bank.send-money,sends", "get_sent_mail,reads", "list_files,reads", "delete_file,destroys", "create_calendar_event,changes", "reschedule_event,changes",
        "share_file,sends", "append_to_file,changes", "search_emails,reads", "update_password,changes", "invite_user_to_slack,sends", "reserve_hotel,changes", "cancel_subscription,destroys", "read_inbox,reads"})
    void effects_ofAToolThatNobodyWroteOf_areWhatItsNameSays(String name, String effect) {
        assertThat(catalogue.of(name).effects()).containsExactly(ToolEffect.of(effect).orElseThrow());
    }

    @Test
    void effects_ofANameThatSaysNothing_areNone() {
        assertThat(catalogue.of("frobnicate").effects()).isEmpty();
        assertThat(catalogue.of("").effects()).isEmpty();
        assertThat(catalogue.of("送信").effects()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"to,target", "recipients[3],target", "payment.iban,target", "user_email,target", "subject,content", "body,content", "file_id,path", "file_type,detail", "password,credential", "amount,detail", "sql,command",
        "hotel,selector", "x.y.z,selector", "rows[0].email,target", "start_time,detail", "'',selector"})
    void role_ofAnArgumentThatNobodyWroteOf_isWhatItsNameSays(String path, String role) {
        assertThat(catalogue.role(catalogue.of("send"), path)).isEqualTo(ArgumentRole.of(role).orElseThrow());
    }

    @Test
    void whatSomebodyWrote_holds() {
        ToolEntry tool = catalogue.of("notify");

        assertThat(tool.effects()).containsExactly(ToolEffect.CHANGES);
        assertThat(tool.returns()).containsExactly("untrusted");
        assertThat(catalogue.role(tool, "who[0].body")).isEqualTo(ArgumentRole.TARGET);
        assertThat(catalogue.role(tool, "body")).isEqualTo(ArgumentRole.CONTENT);
    }

    @Test
    void namesWithoutEnd_areAnsweredWithoutBeingKept() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(catalogue.of("send_" + i).effects()).containsExactly(ToolEffect.SENDS);
        }
        assertThat(catalogue.of("x".repeat(1 << 20)).effects()).isEmpty();
    }
}
