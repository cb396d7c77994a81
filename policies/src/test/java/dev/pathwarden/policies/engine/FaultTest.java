package dev.pathwarden.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reason is one sentence: what is wrong, and what to do. */
class FaultTest {

    @ParameterizedTest
    @EnumSource(Field.class)
    void sentence_ofAFieldThatIsNotThere_saysWhatToDo(Field field) {
        assertThat(Fault.absent(field).sentence()).startsWith(field.read() + " ").containsPattern("; (ask has[(]" + field.read().replace(".", "[.]") + "[)] first|learn one with 'pathwarden baseline'|a dry run )");
        assertThat(Fault.absent(field).reason()).doesNotContain(";");
    }

    @ParameterizedTest
    @EnumSource(Op.class)
    void sentence_ofAnOperatorOnValuesItIsNotFor_saysWhatToDo(Op op) {
        assertThat(Fault.mismatch(op, "text", 1L).sentence()).isEqualTo("'" + op.text() + "' does not work on string and int; the type of an argument is what was passed in: ask only where it is that one");
    }
}
