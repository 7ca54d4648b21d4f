import type { ErrorReason } from '../../../gen/border/type/v1/error_pb';

/** Why a call was refused and what its user can do, for what a service says in words that are not known here. */
export const reasons: Record<Exclude<keyof typeof ErrorReason, 'UNSPECIFIED'>, string> = {
  INVALID_FIELDS: '有字段填写有误。',
  RECORD_NOT_FOUND: '没有这条记录。',
  RECORD_EXISTS: '已有同名的记录。',
  REQUEST_ID_REUSED: '此请求编号先前用于其他内容，没有任何更改。',
  STALE_ETAG: '记录在读取之后已有变化，请重新查看后再提交。',
  WRONG_STATE: '记录目前的状态不允许此操作。',
  RULE_BROKEN: '规则不允许此操作。',
  STORAGE_UNAVAILABLE: '暂时无法连接数据库，请稍后再试。',
  STORAGE_BUSY: '等待写入的内容过多，请稍后再试。',
  ACTOR_MISSING: '请求没有说明用户，请重新登录。',
  NOT_PERMITTED: '您的角色或负责的地区无权进行此操作。',
  INTERNAL: '服务出错，原因已记录。',
  UNKNOWN_REFERENCE: '所列的代码或记录此处没有。',
  POSITION_AHEAD: '所列位置尚不存在。',
  INVALID_PAGE_TOKEN: '翻页标记不属于此列表和筛选条件，请从头查看。',
  TOKEN_NOT_ACCEPTED: '令牌不被接受，请重新登录。',
  ISSUER_UNAVAILABLE: '暂时无法核验令牌，请稍后再试。',
  PURPOSE_MISSING: '须选择查阅目的。',
  CALLER_LIMITED: '您的请求超过限额，请稍后再试。',
  DEVICE_REVOKED: '设备已被吊销。',
  ATTACHMENT_MISSING: '附件的内容没有上传，请先上传。',
  REQUEST_TOO_LARGE: '请求超过 4 MiB，请分次提交。',
};
