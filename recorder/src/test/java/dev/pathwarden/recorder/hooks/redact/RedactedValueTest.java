package dev.pathwarden.recorder.hooks.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.RunGuard;
import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.recorder.context.NotRedactableException;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RedactedValueTest {

    private static final long CARD = 4111111111111111L;
    private static final String MARK = "\\[pii\\.email [0-9a-f]{6}]";

    private final PolicyEngine engine = new PolicyEngine(Bundle.NONE, null);
    private final Redaction redaction = new RunGuard(new RunId(1, 1), () -> engine).redaction(Set.of("pii"));

    /** A class of the program's. */
    private record Person(String address) {
    }

    @Test
    void valueWithoutSuchWords_staysTheSameObject() {
        Map<String, Object> value = new TreeMap<>(Map.of("a", List.of("b", 1, 2.5, true), "at", Instant.EPOCH, "id", new UUID(1, 2), "none", Optional.empty()));

        assertThat(RedactedValue.typed(value, redaction)).isSameAs(value);
        assertThat(RedactedValue.result(null, redaction)).isNull();
    }

    @Test
    void copies_areOfTheSameKind_soThatTheProgramCanStillCastThem() {
        for (Map<String, Object> map : List.<Map<String, Object>>of(new TreeMap<>(Collections.reverseOrder()), new LinkedHashMap<>(), new java.util.HashMap<>(), new java.util.concurrent.ConcurrentHashMap<>())) {
            map.put("to", "ann@example.com");
            map.put("up", 1);
            assertThat(RedactedValue.typed(map, redaction)).isExactlyInstanceOf(map.getClass()).isNotSameAs(map).asString().matches("\\{(to=" + MARK + ", up=1|up=1, to=" + MARK + ")}");
            assertThat(map).containsEntry("to", "ann@example.com");
        }
        assertThat(RedactedValue.typed(new LinkedList<>(List.of("ann@example.com")), redaction)).isExactlyInstanceOf(LinkedList.class);
        assertThat((List<?>) RedactedValue.typed(Arrays.asList("x", null, "ann@example.com"), redaction)).hasSize(3).element(2).asString().matches(MARK);
        assertThat((String[]) RedactedValue.typed(new String[] {"ann@example.com"}, redaction)).singleElement().asString().matches(MARK);
        assertThat((Optional<?>) RedactedValue.typed(Optional.of("ann@example.com"), redaction)).get().asString().matches(MARK);
        assertThat((Set<?>) RedactedValue.typed(Set.of("ann@example.com"), redaction)).singleElement().asString().matches(MARK);
    }

    @Test
    void keysOfAMap_loseTheWordsToo() {
        assertThat(RedactedValue.result(Map.of("ann@example.com", 3), redaction)).asString().matches("\\{" + MARK + "=3}");
    }

    @Test
    void number_becomesAMarkForAModel_andStopsWhereTheProgramMayKnowItsType() {
        assertThat(RedactedValue.result(List.of(CARD, (double) CARD, 42), redaction)).asString().matches("\\[\\[pii\\.payment-card [0-9a-f]{6}], \\[pii\\.payment-card [0-9a-f]{6}], 42]");
        assertThatThrownBy(() -> RedactedValue.typed(Map.of("card", CARD), redaction)).isInstanceOf(NotRedactableException.class).hasMessageStartingWith("'card' is a number");
    }

    @Test
    void numberInArguments_becomesAMarkOnlyWhereTheDeclarationTakesText() {
        DeclaredTypes declared = DeclaredTypes.ofSchemaText(() -> """
                {"type": "object", "properties": {"number": {"type": "integer"}, "text": {"type": "string"}, "either": {"type": ["number", "string"]}, "any": {}, "union": {"anyOf": [{"type": "integer"},
                 {"type": "string"}]}, "list": {"type": "array", "items": {"type": "string"}}, "object": {"type": "object", "properties": {"inner": {"type": "number"}}}, "elsewhere": {"$ref": "#/x"}}}""");

        for (String name : List.of("text", "either", "any", "union")) {
            assertThat(RedactedValue.arguments(Map.of(name, CARD), redaction, declared)).as(name).asString().contains("[pii.payment-card ");
        }
        assertThat(RedactedValue.arguments(Map.of("list", List.of(CARD)), redaction, declared)).asString().contains("[pii.payment-card ");
        for (Map<String, Object> arguments : List.<Map<String, Object>>of(Map.of("number", CARD), Map.of("object", Map.of("inner", CARD)), Map.of("elsewhere", CARD), Map.of("unknown", CARD))) {
            assertThatThrownBy(() -> RedactedValue.arguments(arguments, redaction, declared)).as("%s", arguments).isInstanceOf(NotRedactableException.class);
        }
        assertThatThrownBy(() -> RedactedValue.arguments(Map.of("text", CARD), redaction, DeclaredTypes.UNKNOWN)).isInstanceOf(NotRedactableException.class);
        assertThat(RedactedValue.arguments(Map.of("number", 42), redaction, declared)).isEqualTo(Map.of("number", 42));
    }

    @Test
    void reason_namesTheArgumentWithoutItsWords() {
        assertThatThrownBy(() -> RedactedValue.typed(Map.of("ann@example.com", CARD), redaction)).hasMessageMatching("'" + MARK + "' is a number.*");
    }

    @Test
    void objectOfAnotherClass_cannotBeRedacted_whateverItHolds() {
        assertThatThrownBy(() -> RedactedValue.result(List.of(new Person("-")), redaction)).isInstanceOf(NotRedactableException.class)
                .hasMessage("it holds an object of class " + Person.class.getName() + ", which cannot be looked into");
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        assertThatThrownBy(() -> RedactedValue.result(endless, redaction)).isInstanceOf(NotRedactableException.class);
    }

    @Test
    void recordsOfTheMcpSdk_areCopiedWithoutTheWords_andBase64IsLetThrough() {
        ImageContent image = new ImageContent(null, "QUtJQQ==", "image/png");
        CallToolResult result = CallToolResult.builder().addTextContent("of ann@example.com").addContent(image).structuredContent(Map.of("card", CARD)).build();

        CallToolResult redacted = (CallToolResult) RedactedValue.result(result, redaction);

        assertThat(((TextContent) redacted.content().get(0)).text()).matches("of " + MARK);
        assertThat(redacted.content().get(1)).isSameAs(image);
        assertThat(redacted.structuredContent()).asString().contains("[pii.payment-card ");
    }
}
