package dev.pathwarden.workbench.editor;

import dev.pathwarden.policies.authoring.FormRow;
import dev.pathwarden.workbench.text.Texts;
import javafx.util.StringConverter;

/** Operators as people say them. */
final class OperatorWords extends StringConverter<FormRow.Operator> {

    private final Texts texts;

    OperatorWords(Texts texts) {
        this.texts = texts;
    }

    @Override
    public String toString(FormRow.Operator operator) {
        return operator == null ? "" : texts.get("operator." + operator);
    }

    @Override
    public FormRow.Operator fromString(String text) {
        return null;
    }
}
