package dev.pathwarden.recorder.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.signing.Signers;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentOptionsTest {

    private static final String KEY = "0a".repeat(32);

    @Test
    void whatIsAcceptedAsGuardrails_isPassedOnToChildren() {
        AgentOptions options = AgentOptions.parse("out=/j,policies=/b,policyKey=" + KEY);

        assertThat(options.signers()).isEqualTo(new Signers(List.of(KEY), 1));
        AgentOptions two = AgentOptions.parse("out=/j,policies=/b,policyKey=" + KEY + "+" + "0b".repeat(32));
        assertThat(two.signers().needed()).isEqualTo(2);
        assertThat(AgentOptions.parse(two.forChild())).isEqualTo(two);
        assertThat(AgentOptions.parse(AgentOptions.parse("out=/j,policies=/b,signatures=1,policyKey=" + two.signers().text()).forChild()).signers()).isEqualTo(two.signers().needing(1));
        assertThat(options.reload()).isTrue();
        assertThat(options.numbers()).hasName("policy-numbers");
        assertThat(AgentOptions.parse("out=/j,policies=/b,numbers=/n,policyKey=" + KEY).numbers()).hasToString("/n");
        assertThat(AgentOptions.parse("out=/j,policies=/b").numbers()).isNull();
        assertThat(AgentOptions.parse(AgentOptions.parse("out=/j,parts=/p").forChild()).parts()).hasToString("/p");
        assertThat(AgentOptions.parse(options.forChild())).isEqualTo(options);
        assertThat(AgentOptions.parse(AgentOptions.parse("out=/j,reload=off").forChild()).reload()).isFalse();
    }

    @Test
    void user_isPassedOnToChildren_andAsFarAsItIsKept() {
        AgentOptions options = AgentOptions.parse("out=/j,user=ann%2C the %25 clerk");

        assertThat(options.user()).isEqualTo("ann, the % clerk");
        assertThat(AgentOptions.parse(options.forChild())).isEqualTo(options);
        assertThat(AgentOptions.parse("out=/j,user=" + "x".repeat(199) + "\uD83D\uDE00").user()).isEqualTo("x".repeat(199));
        assertThat(AgentOptions.parse("out=/j,user= ").user()).isNull();
        assertThat(AgentOptions.parse("out=/j").user()).isNull();
    }

    @Test
    void policyKey_thatIsNoneOrHasNothingToCheck_isRefused() {
        assertThatThrownBy(() -> AgentOptions.parse("out=/j,policies=/b,policyKey=12")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'pathwarden policy key' prints");
        assertThatThrownBy(() -> AgentOptions.parse("out=/j,policyKey=" + KEY)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("needs policies=FILE");
        assertThatThrownBy(() -> AgentOptions.parse("out=/j,policies=/b,signatures=2")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("and needs them");
        assertThatThrownBy(() -> AgentOptions.parse("out=/j,policies=/b,signatures=2,policyKey=" + KEY)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("with signatures=2");
        assertThatThrownBy(() -> AgentOptions.parse("out=/j,policies=/b,signatures=x,policyKey=" + KEY)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is a number of keys");
    }

    @Test
    void mask_isOfSecretsWhereNothingIsSaid_andReachesChildren() {
        assertThat(AgentOptions.parse("out=/j").mask()).containsExactly("secret");
        for (String profile : List.of("secrets", "personal", "none")) {
            AgentOptions options = AgentOptions.parse("out=/j,mask=" + profile);
            assertThat(AgentOptions.parse(options.forChild())).isEqualTo(options);
        }
        assertThat(AgentOptions.parse("out=/j,mask=none").mask()).isEmpty();
        assertThatThrownBy(() -> AgentOptions.parse("out=/j,mask=all")).hasMessage("the agent's mask is secrets, personal or none, not 'all'");
    }
}
