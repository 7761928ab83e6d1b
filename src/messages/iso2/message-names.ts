import { iso2 } from './iso2.js';
import type { BodyType } from './message.js';

/** Name of a body message of ISO 15118-2: `SessionSetupReq`. */
export type MessageName = keyof BodyType;
export type RequestName = Extract<MessageName, `${string}Req`>;
export type ResponseName = Extract<MessageName, `${string}Res`>;
/** The response that belongs to a request. */
export type ResponseTo<R extends RequestName> = R extends `${infer Name}Req`
  ? Extract<`${Name}Res`, ResponseName>
  : never;
/** The content of a message: `MessageBody<'SessionSetupReq'>` is `{ EVCCID }`. */
export type MessageBody<N extends MessageName> = NonNullable<BodyType[N]>;

/** Every body message, sorted by name. */
export const messageNames: readonly MessageName[] = iso2.elements
  .filter((element) => element.substitutionGroup?.name === 'BodyElement')
  .map((element) => element.name as MessageName)
  .sort();

/** Every request, sorted by name. */
export const requestNames: readonly RequestName[] = messageNames.filter(isRequest);

/** Every response, sorted by name. */
export const responseNames: readonly ResponseName[] = messageNames.filter(isResponse);

export function isMessageName(name: string): name is MessageName {
  return (messageNames as readonly string[]).includes(name);
}

export function isRequest(name: string): name is RequestName {
  return name.endsWith('Req') && isMessageName(name);
}

export function isResponse(name: string): name is ResponseName {
  return name.endsWith('Res') && isMessageName(name);
}

/** `SessionSetupRes` for `SessionSetupReq`. */
export function responseTo<R extends RequestName>(request: R): ResponseTo<R> {
  return request.replace(/Req$/, 'Res') as ResponseTo<R>;
}

/** `SessionSetupReq` for `SessionSetupRes`. */
export function requestOf(response: ResponseName): RequestName {
  return response.replace(/Res$/, 'Req') as RequestName;
}
