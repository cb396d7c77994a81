package dev.pathwarden.recorder.hooks.langchain4j;

/** Names of the library's types. */
final class Names {

    static final String CHAT_MODEL = "dev.langchain4j.model.chat.ChatModel";
    static final String CHAT_REQUEST = "dev.langchain4j.model.chat.request.ChatRequest";
    static final String TOOL_REQUEST = "dev.langchain4j.agent.tool.ToolExecutionRequest";
    static final String TOOL_EXECUTOR = "dev.langchain4j.service.tool.ToolExecutor";
    static final String TOOL_SERVICE = "dev.langchain4j.service.tool.ToolService";
    static final String AI_SERVICE_PROXY = "dev.langchain4j.service.DefaultAiServices$1";

    private Names() {
    }
}
