declare module "messages" {
  const messages: Record<"en" | "id" | "ja", object>;
  export default messages;
}
