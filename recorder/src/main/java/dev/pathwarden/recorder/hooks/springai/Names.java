package dev.pathwarden.recorder.hooks.springai;

/** Names of the library's types. */
final class Names {

    static final String CHAT_MODEL = "org.springframework.ai.chat.model.ChatModel";
    static final String PROMPT = "org.springframework.ai.chat.prompt.Prompt";
    static final String ADVISOR = "org.springframework.ai.chat.client.advisor.ChatModel";
    static final String TOOL_CALLBACK = "org.springframework.ai.tool.ToolCallback";
    static final String TOOL_CALLING_MANAGER = "org.springframework.ai.model.tool.DefaultToolCallingManager";
    static final String TOOL_EXECUTION_EXCEPTION = "org.springframework.ai.tool.execution.ToolExecutionException";
    static final String TOOL_DEFINITION = "org.springframework.ai.tool.definition.ToolDefinition";
    static final String CHAT_CLIENT = "org.springframework.ai.chat.client.DefaultChatClient";
    static final String CHAT_CLIENT_REQUEST = "org.springframework.ai.chat.client.ChatClientRequest";
    static final String BEAN_FACTORY = "org.springframework.beans.factory.support.AbstractAutowireCapableBeanFactory";

    private Names() {
    }
}
